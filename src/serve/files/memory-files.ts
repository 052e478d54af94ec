import { collect, limited, noRoom, tooLarge } from './bytes.ts'
import type { FileStorage, StorageRules, StoredFile } from './storage.ts'
import { newPath } from './stored-path.ts'
import { bytesOf, surplus, type Kept } from './surplus.ts'

/** Bytes kept in all. */
const capacity = 256 * 1024 * 1024

interface Entry extends Kept {
  readonly name: string
  readonly bytes: Uint8Array
  used: number
}

const stored = ({ path, name, size, bytes }: Entry): StoredFile => ({
  path,
  name,
  size,
  async *read({ start, end } = { start: 0, end: size - 1 }) {
    yield bytes.subarray(start, end + 1)
  },
})

/** Keeps files in memory, 256 MiB in all; for places without a disk. */
export const memoryStorage = (): FileStorage => {
  const entries = new Map<string, Entry>()
  let coming = 0

  const within = (rules: StorageRules): StorageRules => ({ ...rules, quota: Math.min(rules.quota, capacity) })

  const tidy = (rules: StorageRules): void => {
    const files = [...entries.values()]
    for (const { path } of surplus(files, within(rules), { now: Date.now(), coming, fresh: 0 })) entries.delete(path)
  }

  /** Counts what is on its way in, and makes room for it. */
  async function* counted(content: AsyncIterable<Uint8Array>, rules: StorageRules): AsyncGenerator<Uint8Array> {
    const { quota } = within(rules)
    let size = 0
    let kept = bytesOf([...entries.values()])
    try {
      for await (const chunk of limited(content, rules.maxFileSize)) {
        size += chunk.byteLength
        coming += chunk.byteLength
        if (kept + coming > quota) {
          tidy(rules)
          kept = bytesOf([...entries.values()])
          if (kept + coming > quota) throw size > quota ? tooLarge(quota) : noRoom()
        }
        yield chunk
      }
    } finally {
      coming -= size
    }
  }

  return {
    async write(name, content, rules) {
      const bytes = await collect(counted(content, rules), capacity)
      const path = newPath(name)
      const entry = { path, name, bytes, size: bytes.byteLength, key: path, used: Date.now() }
      entries.set(path, entry)
      tidy({ ...rules, inUse: (other) => other === path || rules.inUse(other) })
      return stored(entry)
    },
    async find(path) {
      const entry = entries.get(path)
      if (entry === undefined) return undefined
      entry.used = Date.now()
      return stored(entry)
    },
    async remove(path) {
      entries.delete(path)
    },
    async tidy(rules) {
      tidy(rules)
    },
    async close() {
      entries.clear()
    },
  }
}
