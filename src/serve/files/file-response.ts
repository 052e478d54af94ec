import { streamOf } from './bytes.ts'
import { dispositionOf } from './media-type.ts'
import type { ServedFile } from './served-file.ts'
import type { ByteRange } from './storage.ts'

/** One answer for what is forbidden and what is not there, so that nobody learns which. */
export const refusedFile = (): Response => Response.json({ detail: 'File not allowed.' }, { status: 403 })

/** The bytes a request wants: undefined for the whole, null for what cannot be given, which is anything but one range. */
const rangeOf = ({ method, headers }: Request, size: number): ByteRange | null | undefined => {
  const header = headers.get('range')?.trim()
  // Only GET has ranges (RFC 9110 §14.2), other units than bytes are not ours, and we gave out nothing If-Range could name.
  if (method !== 'GET' || header === undefined || !/^bytes=/i.test(header) || headers.has('if-range')) return undefined
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header) ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return start > end ? null : { start, end }
}

/** A file as an answer to GET or HEAD, whole or in part. */
export const fileResponse = (file: ServedFile, request: Request): Response => {
  const isHead = request.method === 'HEAD'
  const headers: Record<string, string> = { ...dispositionOf(file.name), 'cache-control': 'private, max-age=3600' }
  if (file.size === undefined) return new Response(isHead ? null : streamOf(file.read()), { headers })
  const { size } = file
  if (file.ranges) headers['accept-ranges'] = 'bytes'
  const range = file.ranges ? rangeOf(request, size) : undefined
  if (range === null) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const length = range === undefined ? size : range.end - range.start + 1
  headers['content-length'] = String(length)
  if (range !== undefined) headers['content-range'] = `bytes ${range.start}-${range.end}/${size}`
  const body = isHead || length === 0 ? null : streamOf(file.read(range))
  return new Response(body, { status: range === undefined ? 200 : 206, headers })
}
