import { HfnError } from '../../core/error.ts'
import type { RepoCache, TreeFile } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import { pathFault, type Repo } from '../reference.ts'
import type { DownloadOptions, FailedFile } from './contract.ts'
import { readNamed, readTree, type ReadTree } from './read-tree.ts'
import { select } from './select.ts'

/** What a download has to bring. */
export interface Plan {
  readonly commit: string
  readonly files: readonly TreeFile[]
  /** Wanted too, but with names that could lead elsewhere. */
  readonly refused: readonly FailedFile[]
}

export interface Planning {
  readonly cache: RepoCache
  readonly options: DownloadOptions
  readonly signal: AbortSignal
}

/** Names that are asked for one by one; for more, the list of all is asked for. */
const fewNames = 100

/** Files of a commit, those named among them: from the notes of an earlier run, or from the Hub. */
const candidates = async (hub: HubClient, repo: Repo, commit: string, planning: Planning): Promise<ReadTree> => {
  const { cache, options, signal } = planning
  const noted = await cache.tree(commit)
  if (noted !== undefined) return { ...noted, refused: [] }
  const names = options.files ?? []
  const few = names.length > 0 && names.length <= fewNames && names.every((name) => pathFault(name) === undefined)
  const named = few ? await readNamed(hub, repo, commit, { names, signal }) : undefined
  if (named !== undefined) return named
  const tree = await readTree(hub, repo, commit, signal)
  // Notes without the refused names would call the rest complete. A cache that cannot be written to still can be read.
  if (tree.refused.length === 0) await cache.setTree(tree).catch(() => {})
  return tree
}

/** What is wanted of a commit. @throws NO_SUCH_FILE */
export const makePlan = async (hub: HubClient, repo: Repo, commit: string, planning: Planning): Promise<Plan> => {
  const { cache, options } = planning
  const tree = await candidates(hub, repo, commit, planning)
  const all = [...tree.files, ...tree.refused]
  try {
    const wanted = new Set<unknown>(select(all, options, repo))
    return {
      commit,
      files: tree.files.filter((file) => wanted.has(file)),
      refused: tree.refused.filter((file) => wanted.has(file)),
    }
  } catch (failure) {
    if (HfnError.is(failure) && failure.code === 'NO_SUCH_FILE') {
      const known = new Set(all.map(({ path }) => path))
      const missing = options.files?.find((name) => !known.has(name) && pathFault(name) === undefined)
      if (missing !== undefined) await cache.setMissing(commit, missing).catch(() => {})
    }
    throw failure
  }
}
