import type { Returned } from '../../callable/callable.ts'
import { finish, needsFinish } from './finish.ts'

/** Finishes what a function gave: the value of its only output, an array or a record of several; undefined: nothing to do. */
export const finishResults = (output: readonly Returned[]): ((result: unknown) => unknown) | undefined => {
  if (!output.some(({ schema }) => needsFinish(schema))) return undefined
  const [only, ...others] = output
  if (only !== undefined && others.length === 0) return (result) => finish(result, only.schema)
  const schemas = new Map(output.map(({ name, schema }) => [name, schema]))
  const one = (value: unknown, key: string): unknown => finish(value, schemas.get(key) ?? {})
  return (result) => {
    if (Array.isArray(result)) return result.map((value: unknown, index) => one(value, output[index]?.name ?? ''))
    if (typeof result !== 'object' || result === null) return result
    return Object.fromEntries(Object.entries(result).map(([name, value]) => [name, one(value, name)]))
  }
}
