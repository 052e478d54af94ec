import { streamOf } from './bytes.ts'
import type { ServedFile } from './files.ts'
import { dispositionOf } from './media-type.ts'
import type { ByteRange } from './storage.ts'

/** One answer for what is forbidden and what is not there, so that nobody learns which. */
export const refusedFile = (): Response => Response.json({ detail: 'File not allowed.' }, { status: 403 })

/** The bytes a `Range` header asks for: undefined for the whole, null when there are none. Several ranges get the whole (RFC 9110 §14.2). */
const rangeOf = (header: string | null, size: number): ByteRange | null | undefined => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '')
  if (match === null || (match[1] === '' && match[2] === '')) return undefined
  const [, first = '', last = ''] = match
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? null : { start, end }
}

/** A file as an answer to GET or HEAD, whole or in part. */
export const fileResponse = (file: ServedFile, request: Request): Response => {
  const headers: Record<string, string> = { ...dispositionOf(file.name), 'cache-control': 'private, max-age=3600' }
  if (file.size === undefined) return new Response(streamOf(file.read()), { headers })
  const { size } = file
  if (file.ranges) headers['accept-ranges'] = 'bytes'
  const range = file.ranges ? rangeOf(request.headers.get('range'), size) : undefined
  if (range === null) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const length = range === undefined ? size : range.end - range.start + 1
  headers['content-length'] = String(length)
  if (range !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`
  const body = request.method === 'HEAD' || length === 0 ? null : streamOf(file.read(range))
  return new Response(body, { status: range === undefined ? 200 : 206, headers })
}
