import { isObject, listOf, textOf, type JsonObject } from '../../../../wire/json.ts'
import { repoOf, writer } from '../../access.ts'
import { json, refuse, type HubAnswer } from '../../answer.ts'
import type { Repo } from '../../repo.ts'
import type { HubRequest } from '../../request.ts'
import type { Route } from '../../router.ts'
import type { SpaceRun } from '../../spaces.ts'

/** `{key, value}` pairs of a duplicate's settings. */
const take = (run: SpaceRun, kind: 'secrets' | 'variables', given: unknown): void => {
  for (const pair of listOf(given).filter(isObject)) {
    const { key, value, description } = pair
    if (typeof key !== 'string' || typeof value !== 'string') throw refuse(400, `Invalid ${kind}`)
    run[kind].set(key, { value, description: textOf(description), updatedAt: new Date().toISOString() })
  }
}

/** Before 2026 `private`, since then `visibility`; default private. */
const isPrivate = (asked: JsonObject): boolean =>
  asked['visibility'] === undefined ? asked['private'] !== false : asked['visibility'] !== 'public'

const begin = (request: HubRequest, copy: Repo, asked: JsonObject): void => {
  const run = request.hub.spaces.of(copy)
  take(run, 'secrets', asked['secrets'])
  take(run, 'variables', asked['variables'])
  run.volumes = listOf(asked['volumes'])
  run.start(textOf(asked['hardware']))
}

const duplicate = async (request: HubRequest): Promise<HubAnswer> => {
  const { hub } = request
  const source = repoOf(request, 'files')
  const asked = await request.json()
  const id = textOf(asked['repository']) ?? ''
  writer(request, id.slice(0, Math.max(0, id.indexOf('/'))))
  const folder = source.type === 'model' ? '' : `${source.type}s/`
  const url = `${hub.url}/${folder}${id}`
  const there = hub.store.find(source.type, id)
  if (there !== undefined && 'repo' in there) throw refuse(409, `You already created this ${source.type} repo`, { url })
  const copy = hub.store.add({ ...source.about, id, private: isPrivate(asked), files: undefined, formerly: undefined })
  const files = [...(source.find('main')?.files ?? [])].map(([path, { blob }]) => [path, blob] as const)
  copy.commit({ files: Object.fromEntries(files), title: `Duplicate from ${source.id}` })
  if (copy.type === 'space') begin(request, copy, asked)
  return json({ url, filesCopyPending: false })
}

export const duplicateRoutes: readonly Route[] = [
  { method: 'POST', pattern: '/api/:types/:id/duplicate', handle: duplicate },
]
