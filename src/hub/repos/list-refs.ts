import { isRecord } from '../../core/record.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, repoName, type RepoInput } from '../reference.ts'
import { apiRoute } from '../route.ts'
import { isText } from './fields.ts'

/** A branch or a tag, and the commit it is at. */
export interface Ref {
  readonly name: string
  readonly commit: string
}

const refsOf = (value: unknown): readonly Ref[] =>
  (Array.isArray(value) ? value : [])
    .filter(isRecord)
    .flatMap(({ name, targetCommit }) => (isText(name) && isText(targetCommit) ? [{ name, commit: targetCommit }] : []))

/** The branches and tags of a repo. @throws NOT_FOUND */
export const listRefs = async (
  hub: HubClient,
  input: RepoInput,
  { signal }: Options = {},
): Promise<{ readonly branches: readonly Ref[]; readonly tags: readonly Ref[] }> => {
  const repo = readRepo(input)
  const refs = await hub.json({ path: apiRoute(repo, 'refs'), about: repoName(repo), signal })
  const { branches, tags } = isRecord(refs) ? refs : {}
  return { branches: refsOf(branches), tags: refsOf(tags) }
}
