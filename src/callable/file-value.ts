import type { FileValue } from './file.ts'

/** Whether a value is a file that a callable returned, of this package or another copy of it. */
export const isFileValue = (value: unknown): value is FileValue =>
  typeof value === 'object' &&
  value !== null &&
  'url' in value &&
  'stream' in value &&
  typeof value.stream === 'function' &&
  'toJSON' in value
