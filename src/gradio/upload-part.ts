import { HfnError } from '../core/error.ts'
import { isDataUrl, once, readDataUrl } from './data-url.ts'
import { baseName } from './file-name.ts'
import { extensionOf, mediaTypeOf, unknownType } from './media-type.ts'
import type { MultipartFile } from './multipart.ts'

/** Content to be sent. */
export interface UploadPart extends MultipartFile {
  /** Whether it can be read a second time; a stream cannot. */
  readonly repeatable: boolean
  /** Equal keys have equal content; only files of this computer have one. */
  readonly key?: string | undefined
}

type Content = Blob | Uint8Array | AsyncIterable<Uint8Array>

export const isContent = (value: unknown): value is Content =>
  value instanceof Uint8Array ||
  value instanceof Blob ||
  (typeof value === 'object' && value !== null && Symbol.asyncIterator in value)

const textIn = (content: object, property: 'name' | 'path' | 'type'): string | undefined => {
  const value: unknown = Reflect.get(content, property)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What somebody else's stream gives; FILE_FAILED when it breaks or gives no bytes. */
export async function* readable(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of content) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError(`it gives ${typeof chunk}, not bytes`)
      yield chunk
    }
  } catch (cause) {
    if (HfnError.is(cause)) throw cause
    throw new HfnError(
      'FILE_FAILED',
      `Cannot read ${JSON.stringify(name)}: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        hint: 'Nothing was started. Give the content again.',
        cause,
      },
    )
  }
}

/** Bytes, a Blob or a stream as something to send; a nameless one is called `file`, with the extension of its type. */
export const contentPart = (
  content: Content,
  given: { readonly name?: string; readonly type?: string | undefined } = {},
): UploadPart => {
  // A File has a name, a stream of Node's may have a path.
  const own = content instanceof Blob ? textIn(content, 'name') : textIn(content, 'path')
  const type = given.type ?? (content instanceof Blob ? textIn(content, 'type') : undefined)
  const name = given.name ?? (own === undefined ? `file${extensionOf(type ?? unknownType)}` : baseName(own))
  const named = { name, type: type ?? mediaTypeOf(name) }
  if (content instanceof Uint8Array)
    return { ...named, size: content.length, repeatable: true, read: () => once(content) }
  if (content instanceof Blob)
    return { ...named, size: content.size, repeatable: true, read: () => readable(name, content.stream()) }
  return { ...named, size: undefined, repeatable: false, read: () => readable(name, content) }
}

/** A path of this computer, a `file:` or a `data:` URL as something to send. */
export const placePart = async (place: string): Promise<UploadPart> => {
  if (isDataUrl(place)) {
    const { type, bytes } = readDataUrl(place)
    return contentPart(bytes, { type })
  }
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(place)?.[1]?.toLowerCase()
  if (scheme !== undefined && scheme !== 'file') {
    throw new HfnError('BAD_FILE', `Cannot read files of ${scheme}: ${place}`, {
      hint: 'Give a path, a web address (https:), or a file: or data: URL.',
    })
  }
  const local = await import('./local-file.ts').catch((cause: unknown) => {
    throw new HfnError('BAD_FILE', `There are no files of this computer here: ${place}`, {
      hint: 'In a browser, give a File, a Blob or a web address.',
      cause,
    })
  })
  return local.localFile(scheme === 'file' ? new URL(place) : place)
}
