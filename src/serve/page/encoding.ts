import type { BuiltFile } from './built.ts'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => {
  const binary = atob(base64)
  const bytes = new Uint8Array(binary.length)
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index)
  return bytes
}

/** True when an `Accept-Encoding` takes this encoding: named, and not with a weight of nought. */
export const accepts = (header: string, encoding: string): boolean =>
  header.split(',').some((part) => {
    const [name, ...weights] = part.split(';').map((word) => word.trim().toLowerCase())
    return name === encoding && !weights.some((weight) => /^q=0(?:\.0{0,3})?$/.test(weight))
  })

/** A file as it travels. */
export interface EncodedFile {
  readonly body: string | Uint8Array<ArrayBuffer>
  readonly headers: Readonly<Record<string, string>>
}

/** The smallest form of a file that the browser takes. */
export const encodedFile = ({ text, gzip, brotli }: BuiltFile, acceptEncoding: string): EncodedFile => {
  if (accepts(acceptEncoding, 'br')) return { body: bytesOf(brotli), headers: { 'content-encoding': 'br' } }
  if (accepts(acceptEncoding, 'gzip')) return { body: bytesOf(gzip), headers: { 'content-encoding': 'gzip' } }
  return { body: text, headers: {} }
}
