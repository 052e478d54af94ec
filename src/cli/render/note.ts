import { printable } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import { painter } from './color.ts'

/** A line of advice on stderr. */
export const note = async (context: Context, text: string): Promise<void> =>
  context.err.write(`${painter(context.err, context)('dim', printable(text))}\n`)

/** A warning on stderr. */
export const warn = async (context: Context, text: string): Promise<void> =>
  context.err.write(`${painter(context.err, context)('yellow', 'warning:')} ${printable(text)}\n`)
