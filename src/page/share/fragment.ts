import { isObject } from '../../wire/json.ts'

/** Inputs somebody shared. */
export interface Shared {
  /** Name of the function. */
  readonly function: string
  /** By the parameters' names. */
  readonly inputs: Readonly<Record<string, unknown>>
}

/** Letters an address may have for it to pass through chats and mails. */
const longestFragment = 16_000
/** Letters of JSON a fragment may unfold to: a small one can hold very much. */
const largest = 500_000
/** Letters of JSON that are not worth pressing. */
const short = 400

const plainMark = 'inputs='
const pressedMark = 'pressed='

/** The inputs as the fragment of an address, which no server sees; undefined when they are too long for one. */
export const writeFragment = async (shared: Shared): Promise<string | undefined> => {
  const json = JSON.stringify([shared.function, shared.inputs])
  if (json.length > largest) return undefined
  const bytes = new TextEncoder().encode(json)
  const fragment =
    bytes.length <= short
      ? plainMark + toText(bytes)
      : pressedMark + toText(await pressed(bytes, new CompressionStream('deflate-raw')))
  return fragment.length > longestFragment ? undefined : fragment
}

/** Reads what `writeFragment` wrote; undefined for anything else. */
export const readFragment = async (fragment: string): Promise<Shared | undefined> => {
  if (fragment.length > longestFragment + 1) return undefined
  try {
    const [mark = '', text = ''] = fragment.replace(/^#/, '').split(/(?<==)/, 2)
    const bytes = fromText(text)
    if (mark === plainMark) return sharedOf(bytes)
    return mark === pressedMark ? sharedOf(await pressed(bytes, new DecompressionStream('deflate-raw'))) : undefined
  } catch {
    return undefined
  }
}

const sharedOf = (bytes: Uint8Array): Shared | undefined => {
  const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  if (!Array.isArray(json)) return undefined
  const [name, inputs]: unknown[] = json
  return typeof name === 'string' && isObject(inputs) ? { function: name, inputs } : undefined
}

const pressed = async (
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader()
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for (;;) {
    const { value, done } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > largest) {
      await reader.cancel()
      throw new RangeError('It unfolds to too much')
    }
    pieces.push(value)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

const toText = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')

const fromText = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
