import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedRevision, readRepo, repoName, type Repo, type RepoInput } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'

type Kind = 'branch' | 'tag'

/** What a request about a branch or a tag is about, for messages. */
export const refName = (kind: Kind, name: string, repo: Repo): string => `${kind} ${name} of ${repoName(repo)}`

/** A function that takes branches, or tags, away. */
export const deleter =
  (kind: Kind) =>
  async (hub: HubClient, input: RepoInput, name: string, { signal }: Options = {}): Promise<void> => {
    const repo = readRepo(input)
    await hub.json({
      method: 'DELETE',
      path: apiRoute(repo, kind, encoded(checkedRevision(name))),
      about: refName(kind, name, repo),
      signal,
    })
  }
