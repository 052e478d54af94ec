import type { Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { hasher } from '../cache/content-hash.ts'
import { etagOf, type TreeFile } from '../cache/contract.ts'

/** Bytes read at a time. */
const block = 1024 * 1024

/**
 * The hash of a file that is being written, out of order: what arrives next to what is hashed is taken as it comes, the rest
 * is read again while the network is slower than the disk.
 */
export class Digest {
  readonly #hash: Hash
  readonly #handle: FileHandle
  #at = 0
  #known = 0
  #reading: Promise<void> | undefined

  constructor(file: TreeFile, handle: FileHandle) {
    this.#hash = hasher({ etag: etagOf(file), size: file.size })
    this.#handle = handle
  }

  /** Bytes that were just written at `position`. */
  take(bytes: readonly Uint8Array[], position: number): void {
    if (this.#reading !== undefined || position !== this.#at) return
    for (const each of bytes) {
      this.#hash.update(each)
      this.#at += each.length
    }
  }

  /** All bytes up to `end` are on the disk. */
  advance(end: number): void {
    this.#known = Math.max(this.#known, end)
    if (this.#reading !== undefined || this.#at >= this.#known) return
    this.#reading = this.#read().finally(() => (this.#reading = undefined))
    // Whoever waits for the result learns of it.
    this.#reading.catch(() => {})
  }

  /** The hash of the first `size` bytes, all of which are on the disk. */
  async result(size: number): Promise<string> {
    await this.#reading
    this.advance(size)
    await this.#reading
    return this.#hash.digest('hex')
  }

  async #read(): Promise<void> {
    const buffer = Buffer.allocUnsafe(Math.min(block, this.#known - this.#at))
    while (this.#at < this.#known) {
      const length = Math.min(buffer.length, this.#known - this.#at)
      const { bytesRead } = await this.#handle.read(buffer, 0, length, this.#at)
      if (bytesRead === 0) throw new Error('the file became shorter')
      this.#hash.update(buffer.subarray(0, bytesRead))
      this.#at += bytesRead
    }
  }
}
