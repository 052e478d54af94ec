import { json, refuse, type HubAnswer } from '../../answer.ts'
import { repoNamed, repoOf, signedIn, writer } from '../../access.ts'
import type { FakeRepoType } from '../../contract.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import { textOf, type JsonObject } from '../../../../wire/json.ts'
import { pageOf } from './page.ts'

const typeOf = (value: unknown): FakeRepoType => (value === 'dataset' || value === 'space' ? value : 'model')

/** What the Hub puts into a new repo: which files it wants as large ones. */
const gitAttributes = ['bin', 'gguf', 'onnx', 'parquet', 'safetensors', 'zip']
  .map((extension) => `*.${extension} filter=lfs diff=lfs merge=lfs -text\n`)
  .join('')

const isPrivate = (body: JsonObject): boolean => body['private'] === true || body['visibility'] === 'private'

/** Name and owner of a body; the owner is the user where none is given. */
function namedIn(request: HubRequest, body: JsonObject): { type: FakeRepoType; id: string } {
  const name = textOf(body['name']) ?? ''
  if (!/^[\w.-]{1,96}$/.test(name)) throw refuse(400, `Invalid repo name: ${name}`)
  const owner = textOf(body['organization']) ?? signedIn(request).name
  return { type: typeOf(body['type']), id: `${owner}/${name}` }
}

async function create(request: HubRequest): Promise<HubAnswer> {
  const { hub } = request
  const body = await request.json()
  const { type, id } = namedIn(request, body)
  writer(request, id.slice(0, id.indexOf('/')))
  const found = hub.store.find(type, id)
  const url = pageOf(hub, { type, id })
  // Python reads the address even then.
  if (found && 'repo' in found) throw refuse(409, `You already created this ${type} repo`, { url, name: id })
  const sdk = textOf(body['sdk'])
  if (type === 'space' && sdk === undefined) throw refuse(400, 'A Space needs an sdk')
  hub.store.add({ type, id, sdk, private: isPrivate(body), files: { '.gitattributes': gitAttributes } })
  return json({ url, name: id, id })
}

async function remove(request: HubRequest): Promise<HubAnswer> {
  const named = namedIn(request, await request.json())
  request.hub.store.delete(repoNamed(request, { ...named, need: 'write' }))
  return json({})
}

async function move(request: HubRequest): Promise<HubAnswer> {
  const body = await request.json()
  const type = typeOf(body['type'])
  const [from = '', to = ''] = [textOf(body['fromRepo']), textOf(body['toRepo'])]
  const repo = repoNamed(request, { type, id: from, need: 'write' })
  if (!/^[\w.-]+\/[\w.-]{1,96}$/.test(to)) throw refuse(400, `Invalid repo name: ${to}`)
  writer(request, to.slice(0, to.indexOf('/')))
  const taken = request.hub.store.find(type, to)
  if (taken && 'repo' in taken) throw refuse(409, `There is a ${type} repo ${to} already`)
  request.hub.store.move(repo, to)
  return json({})
}

const gates = { auto: 'auto', manual: 'manual' } as const

async function settings(request: HubRequest): Promise<HubAnswer> {
  const repo = repoOf(request, 'write')
  const body = await request.json()
  const { gated = repo.about.gated ?? false } = body
  const changesSight = 'private' in body || 'visibility' in body
  repo.about = {
    ...repo.about,
    gated: gated === 'auto' || gated === 'manual' ? gates[gated] : undefined,
    private: changesSight ? isPrivate(body) : repo.about.private,
  }
  return json({ private: repo.about.private ?? false, gated: repo.about.gated ?? false })
}

export const repoRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/repos/create', handle: create },
  { method: 'DELETE', pattern: '/api/repos/delete', handle: remove },
  { method: 'POST', pattern: '/api/repos/move', handle: move },
  { method: 'PUT', pattern: '/api/:types/:id/settings', handle: settings },
]
