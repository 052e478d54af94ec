import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HfnError } from '../core/error.ts'
import { limited, noRoom } from './files/bytes.ts'
import { fileLimit, type FileStorage, type StorageRules, type StoredFile } from './files/storage.ts'
import { newPath } from './files/stored-path.ts'
import { bytesOf, surplus } from './files/surplus.ts'
import { FileFolder } from './node/file-folder.ts'
import { writeNew } from './node/write-file.ts'

export interface LocalStorageOptions {
  /**
   * Where files are kept; processes may share it, and what is in it outlives them. Default: a temporary folder of its own,
   * which `close` removes.
   */
  readonly folder?: string | undefined
}

/** Milliseconds for which a use protects a file of a shared folder: others tell of files at work once a minute. */
const freshness = 120_000

interface Amount {
  /** Files. */
  readonly count: number
  /** Bytes. */
  readonly size: number
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

class LocalStorage implements FileStorage {
  readonly shared: boolean
  readonly #given: string | undefined
  #folder: Promise<FileFolder> | undefined
  #tidying: Promise<void> | undefined
  #closed = false
  /** What was there at the last look; of a folder that may have been there before, nothing is known until then. */
  #seen: Amount
  /** What came since. */
  #since: Amount = { count: 0, size: 0 }
  /** Bytes of what is on its way in. */
  #coming = 0

  constructor({ folder }: LocalStorageOptions) {
    this.shared = folder !== undefined
    this.#given = folder
    this.#seen = { count: 0, size: this.shared ? Infinity : 0 }
  }

  async write(name: string, content: AsyncIterable<Uint8Array>, rules: StorageRules): Promise<StoredFile> {
    const folder = await this.#open()
    const path = newPath(name)
    const incoming = folder.incoming(path)
    const hash = createHash('sha256')
    let size = 0
    const counted = async function* (storage: LocalStorage): AsyncGenerator<Uint8Array> {
      for await (const chunk of limited(content, rules.maxFileSize)) {
        hash.update(chunk)
        size += chunk.byteLength
        await storage.#expect(chunk.byteLength, rules)
        yield chunk
      }
    }
    try {
      await writeNew(incoming, counted(this))
      const { stored, isNew } = await folder.place({ path, name, size }, hash.digest('hex'))
      this.#since = { count: this.#since.count + 1, size: this.#since.size + (isNew ? size : 0) }
      if (this.#seen.count + this.#since.count > fileLimit) await this.tidy(rules)
      return stored
    } catch (error) {
      await rm(incoming, { force: true })
      throw this.#explained(error)
    } finally {
      this.#coming -= size
    }
  }

  async find(path: string): Promise<StoredFile | undefined> {
    if (this.#folder === undefined && !this.shared) return undefined
    return (await this.#open()).find(path)
  }

  async remove(path: string): Promise<void> {
    await (await this.#folder)?.remove(path)
  }

  tidy(rules: StorageRules): Promise<void> {
    this.#tidying ??= this.#tidy(rules).finally(() => (this.#tidying = undefined))
    return this.#tidying
  }

  async close(): Promise<void> {
    this.#closed = true
    const folder = await this.#folder?.catch(() => undefined)
    if (!this.shared && folder !== undefined) await rm(folder.root, { recursive: true, force: true, maxRetries: 3 })
  }

  #open(): Promise<FileFolder> {
    if (this.#closed) throw new HfnError('APP_STOPPED', 'The app has been closed', { status: 503 })
    this.#folder ??= this.#make()
    this.#folder.catch(() => (this.#folder = undefined))
    return this.#folder
  }

  async #make(): Promise<FileFolder> {
    const folder = new FileFolder(this.#given ?? (await mkdtemp(join(tmpdir(), 'hfn-files-'))))
    await folder.prepare()
    return folder
  }

  /** So many bytes more are coming: makes room for them. */
  async #expect(bytes: number, rules: StorageRules): Promise<void> {
    this.#coming += bytes
    const isOver = (): boolean => this.#seen.size + this.#since.size + this.#coming > rules.quota
    if (isOver()) await this.tidy(rules)
    if (isOver()) throw noRoom()
  }

  async #tidy(rules: StorageRules): Promise<void> {
    const folder = await this.#folder
    if (folder === undefined) return
    const before = this.#since
    const kept = await folder.list()
    const fresh = this.shared ? freshness : 0
    const gone = new Set(surplus(kept, rules, { now: Date.now(), coming: this.#coming, fresh }))
    for (const { path } of gone) await folder.remove(path)
    await folder.sweep()
    const left = kept.filter((file) => !gone.has(file))
    this.#seen = { count: left.length, size: bytesOf(left) }
    this.#since = { count: this.#since.count - before.count, size: this.#since.size - before.size }
  }

  /** The error of a write: a full disk is something callers may know about; a folder that is gone is made anew next time. */
  #explained(error: unknown): unknown {
    const code = codeOf(error)
    if (code === 'ENOENT') this.#folder = undefined
    return code === 'ENOSPC' || code === 'EDQUOT' ? noRoom(error) : error
  }
}

/** Keeps files on a disk, each content once; see `LocalStorageOptions`. */
export const localStorage = (options: LocalStorageOptions = {}): FileStorage => new LocalStorage(options)
