import { json, refuse, type HubAnswer } from '../../answer.ts'
import type { Hub } from '../../hub.ts'
import { serveContent } from '../../ranges.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { xetFile } from './files.ts'
import { authorize } from './token.ts'
import { partsOf, xorbOf, type Part } from './xorb.ts'

/** The bytes a request wants of so many; `end` is behind the last. */
function rangeOf({ headers }: HubRequest, size: number): { start: number; end: number } {
  const [, first = 0, last = size - 1] = /^bytes=(\d+)-(\d+)?$/.exec(headers.range ?? '') ?? []
  const [start, end] = [Number(first), Math.min(Number(last) + 1, size)]
  if (start >= end) throw refuse(416, 'Range not satisfiable')
  return { start, end }
}

const signed = (hub: Hub, file: string, number: string, range: string): string =>
  hub.sign(`xorb ${file} ${number} ${range}`)

/** Where a part is read, and no more than it. */
function urlOf(hub: Hub, file: string, { hash, number, bytes }: Part): string {
  const range = `bytes=${bytes.start}-${bytes.end}`
  const query = { file, number: String(number), 'X-Xet-Signed-Range': range }
  const signature = signed(hub, file, query.number, range)
  return `${hub.cdnUrl}/xorbs/default/${hash}?${new URLSearchParams({ ...query, Signature: signature }).toString()}`
}

/** How the two versions of the answer say where parts are, and under which name. */
const versions: Readonly<Record<string, { name: string; place: (part: Part, url: string) => unknown }>> = {
  v1: { name: 'fetch_info', place: ({ chunks, bytes }, url) => ({ range: chunks, url, url_range: bytes }) },
  v2: { name: 'xorbs', place: ({ chunks, bytes }, url) => ({ url, ranges: [{ chunks, bytes }] }) },
}

function reconstruction(request: HubRequest): HubAnswer {
  authorize(request, 'read')
  const { hub } = request
  const hash = request.part('hash')
  const version = versions[request.part('version')]
  if (!version) throw refuse(404, 'Not found')
  const content = xetFile(hub, hash)
  const [parts, offset] = partsOf(hash, content, rangeOf(request, content.size))
  return json({
    offset_into_first_range: offset,
    terms: parts.map((part) => ({ hash: part.hash, unpacked_length: part.length, range: part.chunks })),
    [version.name]: Object.fromEntries(parts.map((part) => [part.hash, [version.place(part, urlOf(hub, hash, part))]])),
  })
}

/** Bytes of a xorb: those its address was made for; all of it where ranges are not understood. */
function xorb(request: HubRequest): HubAnswer {
  const { hub, headers } = request
  const [file = '', number = '', range = ''] = ['file', 'number', 'X-Xet-Signed-Range'].map((name) =>
    request.query(name),
  )
  if (request.query('Signature') !== signed(hub, file, number, range)) throw refuse(403, 'Forbidden')
  if (headers.range !== undefined && headers.range !== range) throw refuse(403, 'Forbidden')
  const content = xorbOf(xetFile(hub, file), Number(number))
  return serveContent(request, content, {
    'content-type': 'application/octet-stream',
    etag: `"${request.part('xorb')}"`,
  })
}

export const downloadRoutes: readonly Route[] = [
  { method: 'GET', host: 'cdn', pattern: '/cas/:version/reconstructions/:hash', handle: reconstruction },
  { method: 'GET', host: 'cdn', pattern: '/xorbs/default/:xorb', handle: xorb },
]
