/** A file as Gradio writes it in JSON; `url` is always whole in what hfn gives out. */
export interface FileData {
  readonly path: string
  readonly url?: string | null | undefined
  readonly size?: number | null | undefined
  readonly orig_name?: string | null | undefined
  readonly mime_type?: string | null | undefined
  readonly is_stream?: boolean | undefined
  readonly meta?: { readonly _type: 'gradio.FileData' } | undefined
}

/** A file a callable returned. As JSON it is a FileData. */
export interface FileValue {
  readonly name: string
  /** Media type, when known. */
  readonly type: string | undefined
  /** Bytes, when known. */
  readonly size: number | undefined
  readonly url: string
  /** The content, piece by piece, as it arrives. */
  stream(options?: { signal?: AbortSignal | undefined }): AsyncIterable<Uint8Array>
  /** The whole content; at most `limit` bytes (default 256 MiB), TOO_LARGE above. */
  bytes(options?: { signal?: AbortSignal | undefined; limit?: number | undefined }): Promise<Uint8Array>
  toJSON(): FileData
}

/**
 * What may be given where a schema says `format: 'file'`: a path or `http(s):`/`data:`/`file:` URL, bytes, a Blob, a stream,
 * a FileData, or a file another callable returned. `{name, content}` names bytes and streams.
 */
export type FileInput =
  | string
  | URL
  | Blob
  | Uint8Array
  | AsyncIterable<Uint8Array>
  | FileData
  | FileValue
  | NamedContent

export interface NamedContent {
  readonly name: string
  readonly type?: string | undefined
  readonly content: Blob | Uint8Array | AsyncIterable<Uint8Array>
}
