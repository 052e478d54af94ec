import { isObject, listOf, numberOf, textOf } from '../../wire/json.ts'
import { keptList, type KeptList } from './kept-list.ts'

/** How a run ended. */
type Ending = 'done' | 'failed' | 'stopped'

/** A run of the past, as this browser remembers it. */
export interface PastRun {
  readonly id: string
  /** Name of the function. */
  readonly function: string
  readonly ended: Ending
  /** Milliseconds since 1970 of its start, and milliseconds it took. */
  readonly time: number
  readonly took: number
  /** In order; undefined when they were too large to be kept. */
  readonly inputs: readonly unknown[] | undefined
  readonly outputs: readonly unknown[] | undefined
}

const most = 100
/** Letters of JSON: all, and the inputs or the outputs of one run. */
const room = 1_000_000
const roomOfOne = 100_000

const endings: readonly Ending[] = ['done', 'failed', 'stopped']

const checked = (value: unknown): PastRun | undefined => {
  if (!isObject(value)) return undefined
  const id = textOf(value['id'])
  const name = textOf(value['function'])
  const ended = endings.find((ending) => ending === value['ended'])
  if (id === undefined || name === undefined || ended === undefined) return undefined
  const values = (given: unknown): readonly unknown[] | undefined => (Array.isArray(given) ? listOf(given) : undefined)
  return {
    id,
    function: name,
    ended,
    time: numberOf(value['time']) ?? 0,
    took: numberOf(value['took']) ?? 0,
    inputs: values(value['inputs']),
    outputs: values(value['outputs']),
  }
}

/** The last runs of an app. */
export const pastRuns = (app: string): KeptList<PastRun> =>
  keptList({ key: `hfn-history ${app}`, most, room, check: checked })

/** Values as they can be kept. */
export const kept = (values: readonly unknown[]): readonly unknown[] | undefined =>
  JSON.stringify(values).length > roomOfOne ? undefined : values
