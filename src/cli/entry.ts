import type { Command } from 'commander'
import type { Context } from './context.ts'

/** One command: what the general help says of it, and where it is. */
export interface Entry {
  readonly name: string
  /** Other names it is found by. */
  readonly aliases?: readonly string[] | undefined
  readonly usage: string
  readonly summary: string
  load(): Promise<(context: Context) => Command>
}
