import { HfnError } from '../../core/error.ts'
import { collect } from './bytes.ts'
import { uploadLimit, type FileStorage } from './storage.ts'

/** Bytes kept in all. */
const capacity = 256 * 1024 * 1024

/** Keeps files in memory, 256 MiB in all; for places without a disk. */
export const memoryStorage = (): FileStorage => {
  let used = 0
  return {
    async *parts(request) {
      const form = await request.formData().catch((cause: unknown) => {
        throw new HfnError('BAD_ARGUMENT', 'The upload is not multipart/form-data', { cause, status: 400 })
      })
      const files = form.getAll('files').filter((entry) => typeof entry !== 'string')
      if (files.length > uploadLimit) {
        throw new HfnError('TOO_LARGE', `More than ${uploadLimit} files in one upload`, { status: 413 })
      }
      for (const file of files) yield { name: file.name, content: file.stream() }
    },
    async write(content, limit) {
      const bytes = await collect(content, Math.min(limit, capacity - used))
      const size = bytes.byteLength
      used += size
      return {
        size,
        async *read({ start, end } = { start: 0, end: size - 1 }) {
          yield bytes.subarray(start, end + 1)
        },
        async remove() {
          used -= size
        },
      }
    },
    async close() {},
  }
}
