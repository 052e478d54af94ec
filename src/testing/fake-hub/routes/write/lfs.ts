import { json, refuse, type HubAnswer } from '../../answer.ts'
import { repoNamed, signedIn, typeOf } from '../../access.ts'
import type { Hub } from '../../hub.ts'
import type { Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { isObject, listOf, numberOf, ownValue, textOf, type JsonObject } from '../../../../wire/json.ts'
import { accessHeaders, accessOf } from '../xet/token.ts'
import { largeFile, type LargeFile } from './large.ts'
import { pageOf } from './page.ts'
import { completeAddress, partAddress, wholeAddress } from './lfs-store.ts'

/** Bytes of a part; a file of one part is sent whole. */
const partSize = 8_000_000

/** What a batch is about. */
interface Batch {
  readonly hub: Hub
  readonly repo: Repo
  /** Undefined for a pull request that is still to come. */
  readonly revision: string | undefined
}

interface Action {
  readonly href: string
  readonly header?: Readonly<Record<string, string>> | undefined
}

/** Ways to send a file, best first; one is taken where the client and the file allow it. */
const transfers: readonly {
  readonly name: string
  fits(size: number): boolean
  upload(batch: Batch, oid: string, size: number): Action
}[] = [
  {
    name: 'xet',
    fits: () => true,
    upload: ({ hub, repo, revision }) => {
      const place = revision === undefined ? 'main?create_pr=1' : encodeURIComponent(revision)
      const href = `${hub.url}/api/${repo.type}s/${repo.id}/xet-write-token/${place}`
      return { href, header: accessHeaders(accessOf(hub, 'write')) }
    },
  },
  {
    name: 'multipart',
    fits: (size) => size > partSize,
    upload: ({ hub }, oid, size) => {
      const numbers = Array.from({ length: Math.ceil(size / partSize) }, (_, index) =>
        String(index + 1).padStart(5, '0'),
      )
      const parts = Object.fromEntries(numbers.map((number) => [number, partAddress(hub, oid, number)]))
      return { href: completeAddress(hub, oid), header: { chunk_size: String(partSize), ...parts } }
    },
  },
  { name: 'basic', fits: () => true, upload: ({ hub }, oid) => ({ href: wholeAddress(hub, oid) }) },
]

async function batch(request: HubRequest): Promise<HubAnswer> {
  const body = await request.json()
  const revision = textOf(ownValue(body['ref'], 'name'))
  signedIn(request)
  const asked = { hub: request.hub, repo: repoAt(request, revision === undefined ? 'files' : 'write'), revision }
  const offered = listOf(body['transfers'])
  const objects = listOf(body['objects'])
    .filter(isObject)
    .map((object) => objectOf(asked, object, offered))
  const answers = await Promise.all(objects)
  return json({ transfer: answers[0]?.transfer ?? 'basic', objects: answers.map(({ object }) => object) })
}

const largeOf = (object: JsonObject): { oid: string; size: number } => ({
  oid: textOf(object['oid']) ?? '',
  size: numberOf(object['size']) ?? 0,
})

/** How to send one file; no action when it is here. */
async function objectOf(
  asked: Batch,
  object: JsonObject,
  offered: readonly unknown[],
): Promise<{ transfer: string; object: JsonObject }> {
  const { oid, size } = largeOf(object)
  const transfer = transfers.find((one) => (one.name === 'basic' || offered.includes(one.name)) && one.fits(size))
  if (!transfer || !/^[0-9a-f]{64}$/.test(oid)) {
    return { transfer: 'basic', object: { oid, size, error: { code: 422, message: 'Invalid oid' } } }
  }
  if (await largeFile(asked.hub, asked.repo, { oid, size })) return { transfer: transfer.name, object: { oid, size } }
  const verify = { href: `${pageOf(asked.hub, asked.repo)}.git/info/lfs/objects/verify` }
  const actions = { upload: transfer.upload(asked, oid, size), ...(transfer.name === 'xet' ? {} : { verify }) }
  return { transfer: transfer.name, object: { oid, size, authenticated: true, actions } }
}

/** Has it arrived, all of it? */
async function verify(request: HubRequest): Promise<HubAnswer> {
  const wanted: LargeFile = largeOf(await request.json())
  const found = await largeFile(request.hub, repoAt(request, 'files'), wanted)
  if (!found || found.size !== wanted.size) throw refuse(404, 'The file has not arrived')
  return json({})
}

function repoAt(request: HubRequest, need: 'files' | 'write'): Repo {
  const id = `${request.part('owner')}/${request.part('git').replace(/\.git$/, '')}`
  return repoNamed(request, { type: typeOf(request), id, need })
}

export const lfsRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/:kind?/:owner/:git/info/lfs/objects/batch', handle: batch },
  { method: 'POST', pattern: '/:kind?/:owner/:git/info/lfs/objects/verify', handle: verify },
]
