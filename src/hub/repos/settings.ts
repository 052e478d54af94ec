import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, repoName, type RepoInput } from '../reference.ts'
import { apiRoute } from '../route.ts'

export interface RepoSettings {
  readonly private?: boolean | undefined
  /** Who wants the files has to ask: `auto` lets everybody in who does, `manual` waits for the owner. */
  readonly gated?: 'auto' | 'manual' | false | undefined
}

/** Changes the settings that are given. @throws NOT_FOUND, FORBIDDEN, BAD_ARGUMENT (nothing given) */
export const updateRepoSettings = async (
  hub: HubClient,
  input: RepoInput,
  settings: RepoSettings,
  { signal }: Options = {},
): Promise<void> => {
  const repo = readRepo(input)
  const { gated, private: hidden } = settings
  if (gated === undefined && hidden === undefined)
    throw new HfnError('BAD_ARGUMENT', 'There is nothing to set', { hint: 'Give private or gated.' })
  const json = {
    ...(gated === undefined ? {} : { gated }),
    ...(hidden === undefined ? {} : { visibility: hidden ? 'private' : 'public' }),
  }
  await hub.json({ method: 'PUT', path: apiRoute(repo, 'settings'), json, about: repoName(repo), signal })
}
