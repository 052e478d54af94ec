import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { on } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { HfnError } from '../core/error.ts'
import { limited } from './files/bytes.ts'
import { uploadLimit, type FileStorage, type UploadPart } from './files/storage.ts'

/** Bytes the head of one part may have, as Gradio allows. */
const headerLimit = 8 * 1024
/** Bytes read from disk at a time. */
const readSize = 256 * 1024

const malformed = (cause: unknown): HfnError =>
  HfnError.is(cause)
    ? cause
    : new HfnError('BAD_ARGUMENT', 'The upload is no multipart/form-data, or it broke off', { cause, status: 400 })

const parserOf = (request: Request): BusboyInstance => {
  const type = request.headers.get('content-type') ?? ''
  // The parser would take other forms too.
  if (!type.startsWith('multipart/form-data')) throw malformed(undefined)
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { files: uploadLimit, fields: uploadLimit, headerSize: headerLimit, fieldSize: headerLimit },
      preservePath: true,
    })
  } catch (cause) {
    throw malformed(cause)
  }
}

async function* whole(content: BusboyFileStream): AsyncGenerator<Uint8Array> {
  try {
    yield* content
  } catch (cause) {
    throw malformed(cause)
  }
}

type FileEvent = [field: string, content: BusboyFileStream, name: string | undefined]

async function* parts(request: Request): AsyncGenerator<UploadPart> {
  const parser = parserOf(request)
  parser.once('filesLimit', () => {
    parser.destroy(new HfnError('TOO_LARGE', `More than ${uploadLimit} files in one upload`, { status: 413 }))
  })
  // The parser only tells of an error: while nobody listens that would end the process, and who listens later would wait.
  parser.on('error', () => {})
  parser.on('file', (_, content) => content.on('error', (error) => content.destroy(error)))
  const stop = new AbortController()
  const files = on(parser, 'file', { close: ['finish'] })
  const reading = pipeline(request.body ?? [], parser, { signal: stop.signal })
  // Its failure is thrown by the loop; after the loop nobody asks.
  reading.catch(() => {})
  try {
    for await (const [field, content, name] of files as AsyncIterable<FileEvent>) {
      if (field === 'files') yield { name: name ?? '', content: whole(content) }
      content.resume()
    }
  } catch (cause) {
    throw malformed(cause)
  } finally {
    stop.abort()
  }
}

/** Keeps files in a temporary folder of their own, which `close` removes. */
export const localStorage = (): FileStorage => {
  let folder: Promise<string> | undefined
  let count = 0
  return {
    parts,
    async write(content, limit) {
      folder ??= mkdtemp(join(tmpdir(), 'hfn-files-'))
      const path = join(await folder, String(count++))
      const remove = (): Promise<void> => rm(path, { force: true })
      try {
        await pipeline(limited(content, limit), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
        const { size } = await stat(path)
        return { size, remove, read: (range) => createReadStream(path, { ...range, highWaterMark: readSize }) }
      } catch (error) {
        await remove()
        throw error
      }
    },
    open: (url) => createReadStream(url, { highWaterMark: readSize }),
    async close() {
      const kept = folder
      folder = undefined
      if (kept !== undefined) await rm(await kept, { recursive: true, force: true })
    },
  }
}
