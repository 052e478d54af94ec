import { HfnError } from '../../core/error.ts'
import { printable, redact } from '../../core/secret.ts'
import type { Context } from '../context.ts'
import { painter } from '../render/color.ts'
import type { ServeFlags } from './flags.ts'

const told = (error: unknown, debug: boolean): string => {
  if (HfnError.is(error) && error.cause === undefined && !debug) return `${error.code} ${error.message}`
  const cause = HfnError.is(error) && !debug ? error.cause : error
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

/** Writes what failed to stderr, with the id its caller was shown; without tokens and control characters. */
export const errorLog =
  (context: Context, { debug = false }: ServeFlags) =>
  (error: unknown, id: string): void => {
    const { err } = context
    void err.write(`${painter(err, context)('red', `error ${id}:`)} ${printable(redact(told(error, debug)))}\n`)
  }
