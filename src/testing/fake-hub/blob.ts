import { createHash, type Hash } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { bytesContent, contentOf, type Content } from './content.ts'
import type { FakeFile } from './contract.ts'

export type Stored = 'git' | 'lfs' | 'xet'

/** What the Hub keeps of a file's content. */
export interface Blob {
  readonly content: Content
  /** Bytes. */
  readonly size: number
  readonly stored: Stored
  /** The id of its Xet file, 64 hexadecimal digits; there for `xet` only. */
  readonly xetHash: string | undefined
  sha256(): Promise<string>
  /** The id git has for it: of the content, or of the pointer file when it is stored as a large file. */
  oid(): Promise<string>
  /** The pointer file git keeps in place of a large file. */
  pointer(): Promise<Blob>
}

/** Bytes of text above which the Hub wants a large file. */
const textLimit = 10_000_000

export const sha1 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha1')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Hashes by key of the content, for whole test runs use the same large files again and again. */
const known = new Map<string, Promise<string>>()
const knownLimit = 10_000

const digest = async (hash: Hash, content: Content): Promise<string> => {
  for await (const piece of content.read(0, content.size)) {
    hash.update(piece)
    if (piece.length >= 65_536) await turn()
  }
  return hash.digest('hex')
}

const remember = (key: string, make: () => Promise<string>): Promise<string> => {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= knownLimit) known.clear()
  const made = make()
  known.set(key, made)
  return made
}

const contentSha256 = (content: Content): Promise<string> =>
  remember(`sha256:${content.key}`, () => digest(createHash('sha256'), content))

const contentOid = (content: Content): Promise<string> =>
  remember(`git:${content.key}`, () => digest(createHash('sha1').update(`blob ${content.size}\0`), content))

/** The text git keeps in place of a large file (git-lfs, `docs/spec.md`). */
const pointerText = (oid: string, size: number): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`

/** A blob of this content; `xetHash` is the one of an upload, or made of the content's key. */
export const blobOf = (content: Content, stored: Stored, xetHash = sha256(`xet:${content.key}`)): Blob => {
  const hash = (): Promise<string> => contentSha256(content)
  const pointer = async (): Promise<Blob> => blobOfBytes(Buffer.from(pointerText(await hash(), content.size)))
  return {
    content,
    size: content.size,
    stored,
    xetHash: stored === 'xet' ? xetHash : undefined,
    sha256: hash,
    oid: async () => contentOid(stored === 'git' ? content : (await pointer()).content),
    pointer,
  }
}

/** The blob of a file as a test describes it. */
export const blobOfFile = (file: FakeFile): Blob => {
  const described = typeof file === 'object' && 'content' in file ? file : { content: file }
  const { content, text } = contentOf(described.content, (bytes) => `sha1:${sha1(bytes)}`)
  return blobOf(content, described.stored ?? (text && content.size < textLimit ? 'git' : 'lfs'))
}

/** The blob of bytes that came with a request. */
export const blobOfBytes = (bytes: Uint8Array): Blob => blobOf(bytesContent(bytes, `sha1:${sha1(bytes)}`), 'git')
