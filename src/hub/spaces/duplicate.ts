import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import { readRepo } from '../reference.ts'
import { fullId } from '../repos/full-id.ts'
import type { DuplicateOptions } from './contract.ts'
import { spaceRequest } from './info.ts'

const pairs = (values: Readonly<Record<string, string>> | undefined): object[] | undefined =>
  values && Object.entries(values).map(([key, value]) => ({ key, value }))

const duplicateRequest = (id: string, repository: string, options: DuplicateOptions): HubRequest => {
  const { hardware, sleepTime, secrets, variables, signal } = options
  const visibility = options.private === undefined ? undefined : options.private ? 'private' : 'public'
  return spaceRequest(id, 'duplicate', {
    json: {
      repository,
      visibility,
      hardware,
      sleepTimeSeconds: sleepTime,
      secrets: pairs(secrets),
      variables: pairs(variables),
    },
    signal,
  })
}

/** Copies a Space to `to`, default one's own account and the same name; gives the copy's id. @throws BAD_ARGUMENT, EXISTS */
export const duplicateSpace = async (hub: HubClient, id: string, options: DuplicateOptions = {}): Promise<string> => {
  const { to = id.split('/').at(-1) ?? id, signal } = options
  const named = readRepo(to, 'space')
  if (named.type !== 'space')
    throw new HfnError('BAD_ARGUMENT', `"${oneLine(to)}" is no name for a Space`, { hint: 'Write owner/name.' })
  const copy = await fullId(hub, named, { signal })
  await hub.json(duplicateRequest(id, copy.id, options))
  return copy.id
}
