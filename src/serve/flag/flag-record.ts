import type { Callable } from '../../callable/callable.ts'
import { HfnError } from '../../core/error.ts'
import { listOf, type Body } from '../json-body.ts'

/** One run, and what a visitor said of it. */
export interface FlagRecord {
  /** Name of the function. */
  readonly function: string
  readonly flag: string
  /** Values on the wire, by name. */
  readonly inputs: Readonly<Record<string, unknown>>
  readonly outputs: Readonly<Record<string, unknown>>
  /** Time of the server, ISO 8601. */
  readonly timestamp: string
  /** Who is logged in. */
  readonly user?: string | undefined
}

/** Keeps what visitors said of runs. */
export interface FlagStore {
  /** Resolves when the record is kept; FILE_FAILED when it cannot be. */
  write(record: FlagRecord): Promise<void>
}

interface FlagContext {
  readonly callable: Pick<Callable, 'name' | 'input' | 'output'>
  /** What may be said of a run of it. */
  readonly flags: readonly string[]
  readonly user: string | undefined
}

/** Reads what a page says of a run; FORBIDDEN or BAD_ARGUMENT for what it could not have said. */
export const readFlag = (body: Body, { callable, flags, user }: FlagContext): FlagRecord => {
  const { name, input, output } = callable
  const { flag } = body
  if (typeof flag !== 'string' || !flags.includes(flag)) {
    throw new HfnError('FORBIDDEN', `Runs of ${name} cannot be flagged so`, { status: 403 })
  }
  return {
    function: name,
    flag,
    inputs: named(input, listOf(body, 'inputs')),
    outputs: named(output, listOf(body, 'outputs')),
    timestamp: new Date().toISOString(),
    user,
  }
}

const named = (places: readonly { readonly name: string }[], values: readonly unknown[]): Record<string, unknown> => {
  if (values.length > places.length) {
    throw new HfnError('BAD_ARGUMENT', `${places.length} values were expected, ${values.length} came`, { status: 422 })
  }
  return Object.fromEntries(places.map(({ name }, index) => [name, values[index] ?? null]))
}
