import { HfnError } from '../../core/error.ts'
import { partHeader } from './part-header.ts'
import { Scanner } from './scanner.ts'
import { uploadLimit } from './storage.ts'

/** One file of an upload; its content must be read before the next is asked for. */
export interface UploadPart {
  /** As the caller gave it: it may be anything. */
  readonly name: string
  readonly content: AsyncIterable<Uint8Array>
}

/** Bytes the head of one part may have, and what stands before the first, as Gradio allows. */
const headerLimit = 8 * 1024
/** Bytes a boundary may have (RFC 2046 §5.1.1 allows 70). */
const boundaryLimit = 200
/** Parts one upload may have that are no files, as Gradio allows. */
const fieldLimit = 1_000

const malformed = (): HfnError =>
  new HfnError('BAD_ARGUMENT', 'The upload is no multipart/form-data, or it broke off', { status: 400 })

const longHeader = (): HfnError =>
  new HfnError('TOO_LARGE', `The head of a part has more than ${headerLimit} bytes`, { status: 413 })

const tooMany = (): HfnError =>
  new HfnError('TOO_LARGE', `More than ${uploadLimit} files in one upload`, { status: 413 })

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const lineEnd = bytes('\r\n')
const headEnd = bytes('\r\n\r\n')

const boundaryOf = (type: string): string => {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;(?:[^;]*;)*?\s*boundary=(?:"([^"]*)"|([^\s;"]*))/i.exec(type) ?? []
  const boundary = quoted ?? plain ?? ''
  if (boundary === '' || boundary.length > boundaryLimit || boundary.includes('\r')) throw malformed()
  return boundary
}

const textOf = async (pieces: AsyncIterable<Uint8Array>, tooLong: () => HfnError): Promise<string> => {
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const piece of pieces) {
    size += piece.byteLength
    if (size > headerLimit) throw tooLong()
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

const pass = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const _ of pieces);
}

/**
 * The files in the field `files` of a multipart/form-data body, one after the other, no faster than they are read.
 * BAD_ARGUMENT (400) when the body is something else or ends early, TOO_LARGE (413) for too many files or too long a head.
 */
export async function* uploadParts(type: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<UploadPart> {
  const boundary = bytes(`\r\n--${boundaryOf(type)}`)
  const scanner = new Scanner(body, malformed)
  // The first boundary may stand at the very beginning.
  scanner.prepend(lineEnd)
  await textOf(scanner.until(boundary), malformed)
  let files = 0
  for (let fields = 0; ;) {
    const next = await scanner.peek(2)
    if (next === '--') return
    if (next !== '\r\n' && !/^[ \t]/.test(next)) throw malformed()
    const header = partHeader(await textOf(scanner.until(headEnd), longHeader))
    const content = scanner.until(boundary)
    if (header?.field === 'files' && header.file !== undefined) {
      if (++files > uploadLimit) throw tooMany()
      yield { name: header.file, content }
    } else if (++fields > fieldLimit) throw tooMany()
    await pass(content)
  }
}
