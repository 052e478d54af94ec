/** One file of a multipart body. */
export interface MultipartFile {
  readonly name: string
  /** Media type. */
  readonly type: string
  /** Bytes, when known. */
  readonly size: number | undefined
  /** The content, from its beginning at every call. */
  read(): AsyncIterable<Uint8Array>
}

export interface Multipart {
  readonly contentType: string
  /** Bytes of the whole body; absent when the size of a file is not known. */
  readonly length: number | undefined
  /** The body, from its beginning for every reader. */
  readonly body: AsyncIterable<Uint8Array>
}

const encoder = new TextEncoder()

/** The three characters a file name must not hold in a head (HTML, “multipart form data”). */
const escapes: Readonly<Record<string, string>> = { '"': '%22', '\r': '%0D', '\n': '%0A' }

const headOf = (field: string, { name, type }: MultipartFile): string => {
  const filename = name.replace(/["\r\n]/g, (character) => escapes[character] ?? '')
  const media = /^[\t\x20-\x7e]+$/.test(type) ? type : 'application/octet-stream'
  return `Content-Disposition: form-data; name="${field}"; filename="${filename}"\r\nContent-Type: ${media}\r\n\r\n`
}

/** A `multipart/form-data` body (RFC 7578) of files in one field, read piece by piece as it is sent. */
export const multipart = (
  field: string,
  files: readonly MultipartFile[],
  boundary = `hfn-${crypto.randomUUID()}`,
): Multipart => {
  const parts = files.map((file, number) => ({
    file,
    head: encoder.encode(`${number === 0 ? '' : '\r\n'}--${boundary}\r\n${headOf(field, file)}`),
  }))
  const end = encoder.encode(`${files.length === 0 ? '' : '\r\n'}--${boundary}--\r\n`)

  const body = async function* (): AsyncGenerator<Uint8Array> {
    for (const { file, head } of parts) {
      yield head
      yield* file.read()
    }
    yield end
  }

  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: parts.reduce<number | undefined>(
      (sum, { file, head }) =>
        sum === undefined || file.size === undefined ? undefined : sum + head.length + file.size,
      end.length,
    ),
    body: { [Symbol.asyncIterator]: body },
  }
}
