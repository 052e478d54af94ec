import type { FileInput } from './file.ts'

/** Whether a value may stand where a schema says `format: 'file'`; nothing is opened, a text may be a path or a URL. */
export const isFileInput = (value: unknown): value is FileInput => {
  if (typeof value === 'string') return value !== ''
  if (typeof value !== 'object' || value === null) return false
  if (value instanceof URL || isContent(value)) return true
  if ('content' in value) return 'name' in value && typeof value.name === 'string' && isContent(value.content)
  if ('path' in value) return typeof value.path === 'string'
  return 'url' in value && typeof value.url === 'string'
}

const isContent = (value: unknown): boolean =>
  value instanceof Blob ||
  value instanceof Uint8Array ||
  (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)
