import { refuse, type HubAnswer } from '../answer.ts'
import type { Blob } from '../blob.ts'
import type { Hub } from '../hub.ts'
import type { HubRequest } from '../request.ts'
import { serveContent } from '../ranges.ts'
import type { Route } from '../router.ts'

/** Seconds an address of the CDN is good for. */
const validity = 3_600

/** A signed address of a large file; it says who may read it, so no token goes with it. */
export const cdnAddress = (
  hub: Hub,
  { oid, name, blob }: { readonly oid: string; readonly name: string; readonly blob: Blob },
): string => {
  hub.served.set(oid, blob)
  const expires = Math.floor(Date.now() / 1_000) + validity
  const query = new URLSearchParams({
    'response-content-disposition': name,
    Expires: String(expires),
    Signature: hub.sign(`${oid}:${expires}`),
    'Key-Pair-Id': 'FAKE',
  })
  return `${hub.cdnUrl}/repos/${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}?${query.toString()}`
}

const serve = (request: HubRequest): HubAnswer => {
  const { hub } = request
  const oid = request.part('oid')
  const expires = request.query('Expires') ?? '0'
  const blob = hub.served.get(oid)
  const good = request.query('Signature') === hub.sign(`${oid}:${expires}`) && Number(expires) * 1_000 > Date.now()
  if (!good || blob === undefined) throw refuse(403, 'Access denied')
  return serveContent(request, blob.content, {
    'content-type': 'application/octet-stream',
    'content-disposition': request.query('response-content-disposition') ?? 'attachment',
    // A store has a tag of its own for a file, which says nothing of its content's hash.
    etag: `"${hub.sign(blob.content.key).slice(0, 32)}"`,
  })
}

export const cdnRoutes: readonly Route[] = [
  { method: 'GET', host: 'cdn', pattern: '/repos/:first/:second/:oid', handle: serve },
]
