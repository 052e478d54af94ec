import { createHash } from 'node:crypto'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import { blobOf } from '../../blob.ts'
import { bytesContent } from '../../content.ts'
import type { Hub } from '../../hub.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { isObject, listOf } from '../../../../wire/json.ts'
import { bytesOf, uploadsOf } from './uploads.ts'

/** An address that says by its signature what may be done there: no token goes with it. */
const signed = (hub: Hub, path: string): string => `?Signature=${hub.sign(`upload ${path}`)}`

const address = (hub: Hub, path: string): string => `${hub.cdnUrl}${path}${signed(hub, path)}`

/** Where a large file is sent to. */
export const wholeAddress = (hub: Hub, oid: string): string => address(hub, `/lfs/${oid}`)

/** Where a part of it is sent to. */
export const partAddress = (hub: Hub, oid: string, number: string): string => address(hub, `/lfs/${oid}/${number}`)

/** Where the Hub is told that all parts are sent. */
export const completeAddress = (hub: Hub, oid: string): string => {
  const path = `/api/complete_multipart/${oid}`
  return `${hub.url}${path}${signed(hub, path)}`
}

/** The sha256 in the path, when the address is one the Hub has given. */
function admitted({ hub, url, parameters }: HubRequest): string {
  if (url.search !== signed(hub, url.pathname)) throw refuse(403, 'Access denied')
  return parameters['oid'] ?? ''
}

function keep(hub: Hub, oid: string, bytes: Uint8Array): void {
  const hash = createHash('sha256').update(bytes).digest('hex')
  if (hash !== oid) throw refuse(400, `The bytes that came have the sha256 ${hash}`)
  uploadsOf(hub).large.set(oid, blobOf(bytesContent(bytes, `sha256:${oid}`), 'lfs'))
}

async function takeWhole(request: HubRequest): Promise<HubAnswer> {
  const oid = admitted(request)
  const bytes = await bytesOf(request)
  keep(request.hub, oid, bytes)
  return { status: 200, headers: { etag: etagOf(bytes) } }
}

const etagOf = (bytes: Uint8Array): string => `"${createHash('md5').update(bytes).digest('hex')}"`

async function takePart(request: HubRequest): Promise<HubAnswer> {
  const oid = admitted(request)
  const bytes = await bytesOf(request)
  const { parts } = uploadsOf(request.hub)
  const known = parts.get(oid) ?? new Map<number, Uint8Array>()
  parts.set(oid, known.set(Number(request.part('number')), bytes))
  return { status: 200, headers: { etag: etagOf(bytes) } }
}

/** Puts the parts together, in the order and with the tags the client names. */
async function complete(request: HubRequest): Promise<HubAnswer> {
  const oid = admitted(request)
  const { parts } = uploadsOf(request.hub)
  const known = parts.get(oid)
  const named = listOf((await request.json())['parts']).filter(isObject)
  const bytes = named.map(({ partNumber, etag }) => {
    const part = known?.get(Number(partNumber))
    if (!part || etagOf(part) !== etag) throw refuse(400, `Part ${String(partNumber)} has not arrived`)
    return part
  })
  keep(request.hub, oid, Buffer.concat(bytes))
  parts.delete(oid)
  return json({})
}

export const lfsStoreRoutes: readonly Route[] = [
  { method: 'PUT', host: 'cdn', pattern: '/lfs/:oid', handle: takeWhole },
  { method: 'PUT', host: 'cdn', pattern: '/lfs/:oid/:number', handle: takePart },
  { method: 'POST', pattern: '/api/complete_multipart/:oid', handle: complete },
]
