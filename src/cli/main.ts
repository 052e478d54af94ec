#!/usr/bin/env node
import { inProcess } from './context.ts'
await inProcess(async (context) => (await import('./program.ts')).program(context))
