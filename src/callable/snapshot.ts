import { HfnError } from '../core/error.ts'
import { unchanged, type Returned, type Update } from './callable.ts'
import { readUpdate } from './update.ts'

/** The outputs of a run at one time, in order. */
export interface Snapshot {
  readonly data: readonly unknown[]
  readonly updates?: readonly (Update | null)[]
}

/**
 * What a function returned or yielded, as outputs in order: the value of a single output, an array or an object by name of several.
 * @throws FUNCTION_FAILED when that is not what was declared
 */
export const snapshot = (result: unknown, output: readonly Returned[]): Snapshot => {
  const places = place(result, output)
  const changes = places.map(readUpdate)
  const data = places.map((value, index) => {
    const change = changes[index]
    const meant = change === undefined ? value : 'value' in change ? change.value : unchanged
    return meant === undefined ? null : meant
  })
  const updates = changes.map((change) =>
    change === undefined || isEmpty(change.properties) ? null : change.properties,
  )
  return updates.some((update) => update !== null) ? { data, updates } : { data }
}

/** A snapshot in which outputs left as they were have the values they had before. */
export const filled = (latest: Snapshot, before: Snapshot | undefined): Snapshot => {
  if (before === undefined || !latest.data.includes(unchanged)) return latest
  return { ...latest, data: latest.data.map((value, index) => (value === unchanged ? before.data[index] : value)) }
}

const place = (result: unknown, output: readonly Returned[]): readonly unknown[] => {
  if (output.length === 0) return []
  if (output.length === 1) return [result]
  if (result === undefined) return output.map(() => null)
  const names = output.map(({ name }) => name)
  if (Array.isArray(result) && result.length === output.length) return result
  if (isNamed(result, names)) return names.map((name) => (Object.hasOwn(result, name) ? result[name] : unchanged))
  throw new HfnError('FUNCTION_FAILED', `The function must return ${output.length} values, as an array or by name`, {
    hint: `Its outputs are ${names.join(', ')}`,
  })
}

const isNamed = (result: unknown, names: readonly string[]): result is Readonly<Record<string, unknown>> =>
  typeof result === 'object' &&
  result !== null &&
  !Array.isArray(result) &&
  Object.keys(result).every((key) => names.includes(key))

const isEmpty = (record: object): boolean => Object.keys(record).length === 0
