import { blobOf } from '../../blob.ts'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { bytesOf, uploadsOf, type Uploads } from '../write/uploads.ts'
import { chunksOf } from './chunk.ts'
import { filesOf, type ShardFile } from './shard.ts'
import { authorize } from './token.ts'
import { joined } from './xorb.ts'

/** What `read` makes of an upload; one it cannot read is refused. */
async function readable<Read>(request: HubRequest, read: (bytes: Uint8Array) => Read): Promise<Read> {
  authorize(request, 'write')
  const bytes = await bytesOf(request)
  try {
    return read(bytes)
  } catch (error) {
    if (error instanceof RangeError) throw refuse(400, `Bad Request: ${error.message}`)
    throw error
  }
}

async function takeXorb(request: HubRequest): Promise<HubAnswer> {
  const chunks = await readable(request, chunksOf)
  const { xorbs } = uploadsOf(request.hub)
  const hash = request.part('hash')
  const isNew = !xorbs.has(hash)
  xorbs.set(hash, chunks)
  return json({ was_inserted: isNew })
}

/** The files of a shard can be read and committed from now on. */
async function takeShard(request: HubRequest): Promise<HubAnswer> {
  const files = await readable(request, filesOf)
  for (const file of files) await register(uploadsOf(request.hub), file)
  return json({ result: 1 })
}

async function register(uploads: Uploads, { hash, sha256, terms }: ShardFile): Promise<void> {
  const chunks = terms.flatMap(({ xorb, start, end }) => {
    const run = uploads.xorbs.get(xorb)?.slice(start, end) ?? []
    if (run.length !== end - start) throw refuse(400, `Bad Request: chunks of xorb ${xorb} are missing`)
    return run
  })
  const blob = blobOf(joined(chunks, `xet:${hash}`), 'xet', hash)
  const oid = await blob.sha256()
  if (sha256 !== undefined && sha256 !== oid) throw refuse(400, `Bad Request: file ${hash} has another sha256`)
  uploads.xetFiles.set(hash, blob.content)
  uploads.large.set(oid, blob)
}

export const uploadRoutes: readonly Route[] = [
  { method: 'POST', host: 'cdn', pattern: '/cas/v1/xorbs/default/:hash', handle: takeXorb },
  { method: 'POST', host: 'cdn', pattern: '/cas/v1/shards', handle: takeShard },
  // No chunk is shared between repos.
  {
    method: 'GET',
    host: 'cdn',
    pattern: '/cas/v1/chunks/:prefix/:hash',
    handle: () => json({ error: 'Not found' }, 404),
  },
  // Asked at the root, whatever the storage's address is.
  { method: 'POST', host: 'cdn', pattern: '/v1/telemetry', handle: () => json({}) },
]
