import type { FileHandle } from 'node:fs/promises'
import type { Partial, TreeFile } from '../cache/contract.ts'
import { fileFailed } from '../cache/file-failed.ts'
import { Digest } from './digest.ts'
import { readNotes, writeNotes } from './notes.ts'
import { openPlain } from './open-plain.ts'
import { gaps, lengthOf, withSpan, type Span } from './span.ts'

/** Files below this many bytes are fetched again rather than continued: notes would cost more. */
const noted = 1024 * 1024

/** New bytes, and milliseconds, after which the notes are written. */
const noteEvery = { bytes: 8 * 1024 * 1024, milliseconds: 500 }

/** A file while it is fetched: which of its bytes are there, on the disk and in the notes beside it. */
export class PartialFile {
  readonly #partial: Partial
  readonly #file: TreeFile
  readonly #handle: FileHandle
  #digest: Digest
  /** Of its bytes, those of an earlier run. */
  #resumed: number
  #done: readonly Span[]
  #noting: Promise<void> | undefined
  #unnoted = 0
  #notedAt = performance.now()

  private constructor(
    partial: Partial,
    { file, handle, done }: { file: TreeFile; handle: FileHandle; done: readonly Span[] },
  ) {
    this.#partial = partial
    this.#file = file
    this.#handle = handle
    this.#done = done
    this.#resumed = lengthOf(done)
    this.#digest = new Digest(file, handle)
    this.#digest.advance(this.#front)
  }

  /** Opens the place, and takes up what an earlier run left there. @throws FILE_FAILED */
  static async open(partial: Partial, file: TreeFile): Promise<PartialFile> {
    let { handle } = partial
    try {
      if (handle !== undefined) return new PartialFile(partial, { file, handle, done: [] })
      handle = await openPlain(partial.path)
      const { size } = await handle.stat()
      const done = size === 0 || file.size < noted ? [] : await readNotes(partial.notes, file)
      const good = size <= file.size && (done.at(-1)?.end ?? 0) <= size
      if (size > 0 && (!good || done.length === 0)) await handle.truncate(0)
      return new PartialFile(partial, { file, handle, done: good ? done : [] })
    } catch (cause) {
      await handle?.close()
      throw fileFailed(cause, partial.path, file.size)
    }
  }

  /** Bytes that are there. */
  get bytes(): number {
    return lengthOf(this.#done)
  }

  /** How many of them are of an earlier run. */
  get resumed(): number {
    return this.#resumed
  }

  get missing(): Span[] {
    return gaps(this.#done, this.#file.size)
  }

  get #front(): number {
    const [first] = this.#done
    return first?.start === 0 ? first.end : 0
  }

  /** Writes bytes that belong at `position`. @throws FILE_FAILED */
  async write(bytes: readonly Uint8Array[], position: number): Promise<void> {
    const length = bytes.reduce((sum, each) => sum + each.length, 0)
    try {
      const { bytesWritten } = await this.#handle.writev(bytes, position)
      if (bytesWritten < length) await this.#writeRest(Buffer.concat(bytes, length), bytesWritten, position)
    } catch (cause) {
      throw fileFailed(cause, this.#partial.path, this.#file.size - this.bytes)
    }
    this.#digest.take(bytes, position)
    this.#done = withSpan(this.#done, { start: position, end: position + length })
    this.#digest.advance(this.#front)
    this.#unnoted += length
    this.#note()
  }

  /** The hash of the whole file, which is all there. */
  async hash(): Promise<string> {
    try {
      return await this.#digest.result(this.#file.size)
    } catch (cause) {
      throw fileFailed(cause, this.#partial.path)
    }
  }

  /** Throws all bytes away. */
  async reset(): Promise<void> {
    this.#done = []
    this.#resumed = 0
    // A reader of the old bytes may still be at work; it has its own hash.
    this.#digest = new Digest(this.#file, this.#handle)
    try {
      await this.#handle.truncate(0)
    } catch (cause) {
      throw fileFailed(cause, this.#partial.path, this.#file.size)
    }
    await this.#save()
  }

  /** Closes, and leaves what is there to a later run. */
  async keep(): Promise<void> {
    await this.#save()
    await this.close()
  }

  async close(): Promise<void> {
    await this.#noting
    await this.#handle.close().catch(() => {})
  }

  async #writeRest(bytes: Uint8Array, from: number, position: number): Promise<void> {
    for (let at = from; at < bytes.length;)
      at += (await this.#handle.write(bytes, at, bytes.length - at, position + at)).bytesWritten
  }

  #note(): void {
    if (this.#noting !== undefined || this.#file.size < noted) return
    const since = performance.now() - this.#notedAt
    if (this.#unnoted < noteEvery.bytes && since < noteEvery.milliseconds) return
    this.#noting = this.#save().finally(() => (this.#noting = undefined))
  }

  async #save(): Promise<void> {
    await this.#noting
    if (this.#file.size < noted) return
    this.#unnoted = 0
    this.#notedAt = performance.now()
    await writeNotes(this.#partial.notes, this.#file, this.#done)
  }
}
