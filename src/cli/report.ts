import { HfnError, exitStatus } from '../core/error.ts'
import { printable, redact } from '../core/secret.ts'
import type { Output } from './output.ts'
import { painter, type Environment } from './render/color.ts'
import { shown } from './render/printer.ts'

/** Of the context of a command, what telling a failure needs. */
interface Scene extends Environment {
  readonly args: readonly string[]
  readonly out: Output
  readonly err: Output
}

/** Any failure as an error of the closed list; what nobody foresaw is INTERNAL. */
const asHfnError = (error: unknown): HfnError => {
  if (HfnError.is(error)) return error
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  if (name === 'AbortError') return new HfnError('CANCELLED', 'Cancelled', { cause: error })
  if (name === 'TimeoutError') {
    return new HfnError('TIMEOUT', 'The time given with --timeout is up', {
      cause: error,
      hint: 'Give it more, such as --timeout 5m.',
    })
  }
  return new HfnError('INTERNAL', message, { cause: error, hint: 'Run it again with --debug to see where.' })
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
const oneLine = (text: string): string =>
  printable(text)
    .replaceAll(/\s*\n\s*/g, ' ')
    .trim()

/** What went wrong and what to do next, on one line without control characters or tokens. */
const errorLine = ({ message, hint }: HfnError): string =>
  hint === undefined ? oneLine(message) : `${sentence(oneLine(message))} ${oneLine(hint)}`

/** Stack, causes and ids, for `--debug`. */
const debugLines = (error: HfnError): string => {
  const stacks: string[] = []
  for (let at: unknown = error; at instanceof Error && stacks.length < 8; at = at.cause)
    stacks.push(at.stack ?? at.message)
  const { code: _code, message: _message, type: _type, ...details } = error.toJSON()
  const ids = Object.keys(details).length === 0 ? [] : [JSON.stringify(details)]
  return printable(redact([...ids, stacks.join('\ncaused by ')].join('\n')))
}

/** Tells a failure, in JSONL on stdout too where that was asked for, and gives the exit status. */
export const report = async (context: Scene, failure: unknown): Promise<number> => {
  const { args, env, err, out } = context
  const error = asHfnError(failure)
  const paint = painter(err, context)
  const own = args.slice(0, args.includes('--') ? args.indexOf('--') : undefined)
  const debug = own.includes('--debug') || env['HF_DEBUG'] === '1'
  if (own.includes('--jsonl')) await out.write(`${shown(out, JSON.stringify(error))}\n`)
  await err.write(`${paint('red', `error ${error.code}:`)} ${errorLine(error)}\n`)
  if (debug) await err.write(`${debugLines(error)}\n`)
  return exitStatus[error.code]
}
