import type { HubAnswer } from './answer.ts'
import { text } from './answer.ts'
import type { Content } from './content.ts'
import type { HubRequest } from './request.ts'

/** `Bytes` from `start` up to, not including, `end`. */
interface Span {
  readonly start: number
  readonly end: number
}

/** The bytes a Range header asks for: the whole when it asks for several, or is none; undefined when there are no such bytes. */
const spanOf = (range: string | undefined, size: number): Span | 'whole' | undefined => {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') return last === '0' ? undefined : { start: Math.max(0, size - Number(last)), end: size }
  const start = Number(first)
  const end = last === '' ? size : Math.min(size, Number(last) + 1)
  return start >= size || start >= end ? undefined : { start, end }
}

/** Content as a web server gives it: whole or a part of it, and not again to those who have it. */
export const serveContent = (
  { headers }: HubRequest,
  content: Content,
  said: Readonly<Record<string, string>> & { readonly etag: string },
): HubAnswer => {
  const common = { 'accept-ranges': 'bytes', ...said }
  if (headers['if-none-match'] === said.etag) return { status: 304, headers: common }
  const changed = headers['if-range'] !== undefined && headers['if-range'] !== said.etag
  const span = changed ? 'whole' : spanOf(headers.range, content.size)
  if (span === undefined) {
    return text('Range Not Satisfiable', 416, { 'content-range': `bytes */${content.size}` })
  }
  if (span === 'whole') {
    return { status: 200, headers: common, body: { chunks: content.read(0, content.size), length: content.size } }
  }
  const { start, end } = span
  return {
    status: 206,
    headers: { ...common, 'content-range': `bytes ${start}-${end - 1}/${content.size}` },
    body: { chunks: content.read(start, end), length: end - start, start },
  }
}
