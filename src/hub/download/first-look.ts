import { join, resolve } from 'node:path'
import type { Answer } from '../../core/http.ts'
import { placeOf } from '../../core/redirect.ts'
import type { RepoCache, TreeFile } from '../cache/contract.ts'
import { exists } from '../cache/enclosure.ts'
import { isCommit } from '../cache/names.ts'
import { pathFault } from '../reference.ts'
import { claimed } from './check-answer.ts'
import type { DownloadOptions } from './contract.ts'
import { addressOf, getBytes } from './get-bytes.ts'
import type { Asking, Found } from './job.ts'

/** Answers of the Hub that are looked at: it sends small files to a store of its own. */
const hops = 3

/** What the Hub says of a file at the file's own address, all in one answer and thus of one commit. */
export interface Seen {
  readonly commit: string
  /** Undefined where the commit was enough. */
  readonly file?: TreeFile | undefined
  readonly where?: Asking['where']
}

interface Looking {
  readonly cache: RepoCache
  readonly options: DownloadOptions
  /** Whether nothing but the commit has to be known. */
  readonly isEnough: (commit: string) => Promise<boolean>
  readonly signal: AbortSignal
}

const once = (found: Found): Asking['where'] => {
  let left: Found | undefined = found
  return () => {
    const given = left
    left = undefined
    return given
  }
}

/** The only file that is asked for, by its name. */
const onlyName = ({ files = [], include, exclude }: DownloadOptions): string | undefined => {
  const [name, ...others] = files
  const alone = name !== undefined && others.length === 0 && include === undefined && exclude === undefined
  return alone && pathFault(name) === undefined ? name : undefined
}

/** The commit an answer is about; undefined when it tells none, or another than those before it. */
const commitOf = (answer: Answer, before: string | undefined): string | undefined => {
  const commit = answer.header('x-repo-commit')
  return commit !== undefined && isCommit(commit) && (before === undefined || before === commit) ? commit : undefined
}

const look = async (
  asking: Asking,
  name: string,
  { method, isEnough, signal }: Pick<Looking, 'isEnough' | 'signal'> & { readonly method: 'GET' | 'HEAD' },
): Promise<Seen | undefined> => {
  const { hub, repo } = asking
  const home = `${new URL(hub.endpoint).origin}/`
  let url = addressOf(asking, name)
  let commit = isCommit(repo.revision ?? '') ? repo.revision : undefined
  for (let hop = 0; hop < hops && url.startsWith(home); hop++) {
    const answer = await getBytes(asking, url, { method, signal })
    let kept = false
    try {
      const next = placeOf(answer, new URL(url), true)
      commit = commitOf(answer, commit)
      // A repo with another name by now, or a Hub that says too little.
      if (commit === undefined) return undefined
      if (method === 'HEAD' && (await isEnough(commit))) return { commit }
      const file = claimed(answer, name)
      kept = file !== undefined && next === undefined && method === 'GET'
      if (file !== undefined)
        return { commit, file, where: once({ url: next?.href ?? url, answer: kept ? answer : undefined }) }
      if (next === undefined) return undefined
      url = next.href
    } finally {
      if (!kept) await answer.discard()
    }
  }
  return undefined
}

/**
 * Asks for the only file that is named at the file's own address, which tells commit, hash, size and place at once, where
 * revision, list and place would be three questions; its bytes come along where they will surely be fetched. Undefined for
 * anything else, and when that does not tell all: then it is asked as for many files, which also finds out what is wrong.
 */
export const firstLook = async (
  asking: Asking,
  { cache, options, isEnough, signal }: Looking,
): Promise<Seen | undefined> => {
  const { hub, repo } = asking
  const { revision = 'main' } = repo
  const { folder, force = false, dryRun = false } = options
  const name = onlyName(options)
  if (name === undefined || hub.offline) return undefined
  const before = await cache.commitOf(revision)
  const inCache = before !== undefined && (await cache.find(before, name)) !== undefined
  const isThere = folder === undefined ? inCache : await exists(join(resolve(folder), name))
  // Of a commit that never changes, what is known already is not asked.
  if (isThere && before === revision && !force) return undefined
  const method = dryRun || (isThere && !force) ? 'HEAD' : 'GET'
  try {
    const seen = await look(asking, name, { method, isEnough, signal })
    if (seen !== undefined && seen.commit !== revision) await cache.setCommit(revision, seen.commit).catch(() => {})
    return seen
  } catch {
    return undefined
  }
}
