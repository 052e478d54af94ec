import { join, resolve } from 'node:path'
import type { Answer } from '../../core/http.ts'
import { exists } from '../cache/enclosure.ts'
import { pathFault, type Repo } from '../reference.ts'
import type { RepoCache } from '../cache/contract.ts'
import type { DownloadOptions } from './contract.ts'
import { askWhere } from './get-bytes.ts'
import type { Asking } from './job.ts'

/**
 * The file that will surely be fetched: the only one that is named, when there was none of that name the last time. Where it
 * is can be asked for together with what it is, which saves one of four turns.
 */
export const surelyFetched = async (
  { revision = 'main' }: Repo,
  cache: RepoCache,
  { files = [], include, exclude, folder, dryRun }: DownloadOptions,
): Promise<string | undefined> => {
  const [name, ...others] = files
  if (name === undefined || others.length > 0 || include !== undefined || exclude !== undefined) return undefined
  if (dryRun === true || pathFault(name) !== undefined) return undefined
  if (folder !== undefined) return (await exists(join(resolve(folder), name))) ? undefined : name
  const before = await cache.commitOf(revision)
  return before !== undefined && (await cache.find(before, name)) !== undefined ? undefined : name
}

/** Asks where a file is, at once; gives the answer once, for places do not stay. */
export const lookFirst = (asking: Asking, name: string, signal: AbortSignal): Asking['where'] => {
  const asked = new Map<string, Promise<Answer | undefined>>([[name, askWhere(asking, name, signal)]])
  return (path) => {
    const answer = asked.get(path)
    asked.delete(path)
    return answer
  }
}
