import { link, mkdir, readdir, rename, rm, rmdir, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { uploadLimit, type StoredFile } from '../files/storage.ts'
import { readPath } from '../files/stored-path.ts'
import type { Kept } from '../files/surplus.ts'
import { readRegular } from './regular-file.ts'

/** Folders looked at together. */
const together = 64
/** Milliseconds after which what was begun and never finished is taken for the remains of a process that died. */
const abandoned = 3_600_000

interface Placed {
  readonly stored: StoredFile
  readonly isNew: boolean
}

const nothing = (): undefined => undefined

/**
 * Files on a disk, each content once:
 * `content/<sha256>` has the bytes, `files/<id>/<name>` is another link to them, and `incoming/<id>` is on its way.
 * The disk counts the links, so processes that share a folder need not agree on anything; where it knows no links, each
 * file has bytes of its own. Of what strangers say, only an id of 32 hexadecimal digits ever reaches the disk.
 */
export class FileFolder {
  readonly root: string
  readonly #content: string
  readonly #files: string
  readonly #incoming: string
  /** Contents of the latest files, so that one that is taken back leaves nothing behind. */
  readonly #hashes = new Map<string, string>()

  constructor(root: string) {
    this.root = root
    this.#content = join(root, 'content')
    this.#files = join(root, 'files')
    this.#incoming = join(root, 'incoming')
  }

  async prepare(): Promise<void> {
    for (const folder of [this.#content, this.#files, this.#incoming]) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
    }
  }

  /** Where the content of a new file is written first. */
  incoming(path: string): string {
    return join(this.#incoming, idOf(path))
  }

  /** Makes a file of what came in; with `isNew` false when the same content was here already. */
  async place({ path, name, size }: Omit<StoredFile, 'read'>, hash: string): Promise<Placed> {
    const incoming = this.incoming(path)
    const content = join(this.#content, hash)
    const folder = join(this.#files, idOf(path))
    const file = join(folder, name)
    const stored: StoredFile = { path, name, size, read: (range) => readRegular(file, range) }
    this.#note(path, hash)
    await mkdir(folder, { mode: 0o700 })
    try {
      if (await this.#share(content, file, size)) {
        await rm(incoming)
        return { stored, isNew: false }
      }
      await rename(incoming, file)
    } catch (error) {
      await rm(folder, { recursive: true, force: true })
      throw error
    }
    // Somebody may have been quicker, or the disk knows no links.
    await link(file, content).catch(nothing)
    return { stored, isNew: true }
  }

  async find(path: string): Promise<StoredFile | undefined> {
    const wanted = readPath(path)
    if (wanted === undefined) return undefined
    try {
      const folder = join(this.#files, wanted.id)
      const [name = ''] = await readdir(folder)
      if (name.normalize('NFC') !== wanted.name) return undefined
      const file = join(folder, name)
      const { size } = await stat(file)
      const now = new Date()
      await utimes(folder, now, now)
      return { path, name: wanted.name, size, read: (range) => readRegular(file, range) }
    } catch {
      return undefined
    }
  }

  async remove(path: string): Promise<void> {
    await rm(join(this.#files, idOf(path)), { recursive: true, force: true })
    const hash = this.#hashes.get(path)
    if (hash !== undefined) await this.#drop(hash)
  }

  async list(): Promise<Kept[]> {
    const ids = await readdir(this.#files)
    const kept: Kept[] = []
    for (let start = 0; start < ids.length; start += together) {
      const some = await Promise.all(ids.slice(start, start + together).map((id) => this.#look(id)))
      kept.push(...some.filter((each) => each !== undefined))
    }
    return kept
  }

  /** Removes content that no file has any more, and what was never finished. */
  async sweep(): Promise<void> {
    for (const hash of await readdir(this.#content)) await this.#drop(hash)
    for (const id of await readdir(this.#incoming)) {
      const incoming = join(this.#incoming, id)
      if (isAbandoned(await stat(incoming).catch(nothing))) await rm(incoming, { force: true })
    }
  }

  /** Removes content that no file has any more. */
  async #drop(hash: string): Promise<void> {
    const content = join(this.#content, hash)
    if ((await stat(content).catch(nothing))?.nlink === 1) await rm(content, { force: true })
  }

  #note(path: string, hash: string): void {
    this.#hashes.set(path, hash)
    const [oldest] = this.#hashes.keys()
    if (this.#hashes.size > uploadLimit && oldest !== undefined) this.#hashes.delete(oldest)
  }

  /** Takes the content that is here already, if it is; what a crash left incomplete is not. */
  async #share(content: string, file: string, size: number): Promise<boolean> {
    try {
      await link(content, file)
    } catch {
      return false
    }
    if ((await stat(file)).size === size) return true
    await Promise.all([rm(file), rm(content)])
    return false
  }

  async #look(id: string): Promise<Kept | undefined> {
    const folder = join(this.#files, id)
    try {
      const { mtimeMs } = await stat(folder)
      const [name] = await readdir(folder)
      if (name === undefined) {
        if (Date.now() - mtimeMs > abandoned) await rmdir(folder)
        return undefined
      }
      const { size, dev, ino } = await stat(join(folder, name))
      return { path: `hfn/${id}/${name.normalize('NFC')}`, size, key: `${dev} ${ino}`, used: mtimeMs }
    } catch {
      return undefined
    }
  }
}

const idOf = (path: string): string => readPath(path)?.id ?? ''

const isAbandoned = (found: { mtimeMs: number } | undefined): boolean =>
  found !== undefined && Date.now() - found.mtimeMs > abandoned
