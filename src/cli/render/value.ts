import { unchanged, type Returned } from '../../callable/callable.ts'
import type { FileValue } from '../../callable/file.ts'

/** True for a file a callable returned. */
export const isFileValue = (value: unknown): value is FileValue =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  'stream' in value &&
  typeof value.stream === 'function'

/** True for an output the function left as it was. */
const isUnchanged = (value: unknown): boolean =>
  value === unchanged ||
  (typeof value === 'object' && value !== null && 'unchanged' in value && value.unchanged === true)

/** One value as people read it: text as it is, a file as its address, all else as JSON. */
export const renderValue = (value: unknown, pretty: boolean): string => {
  if (typeof value === 'string') return value
  if (isFileValue(value)) return value.url
  return JSON.stringify(value, null, pretty ? 2 : undefined) ?? ''
}

/**
 * The outputs of a run for people: the only value as it is; several as `name: value` lines on a terminal, as one JSON array elsewhere.
 * Undefined when there is nothing to show.
 */
export const renderOutputs = (
  data: readonly unknown[],
  returned: readonly Returned[],
  isTerminal: boolean,
): string | undefined => {
  if (data.every(isUnchanged)) return undefined
  if (data.length === 1) return renderValue(data[0], isTerminal)
  if (!isTerminal) return JSON.stringify(data)
  return data
    .flatMap((value, index) =>
      isUnchanged(value) ? [] : [`${returned[index]?.name ?? index}: ${renderValue(value, true)}`],
    )
    .join('\n')
}
