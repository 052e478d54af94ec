import { rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { unless } from './file-failed.ts'
import { planPruning, planRevisions, type RepoRemoval } from './plan-removal.ts'
import { contentsOf, type RepoContents } from './repo-contents.ts'
import { readSelector } from './selector.ts'
import { storedFiles } from './shared-store.ts'
import { sweep, usersOf } from './sweep.ts'

export interface RemoveOptions {
  /** Says what would go, and removes nothing. */
  readonly dryRun?: boolean | undefined
}

export interface Removed {
  readonly repos: readonly RepoRemoval[]
  /** Contents that Python's client kept for all repos, and no repo uses any more. */
  readonly stored: number
  /** Bytes that became free, or would. */
  readonly bytes: number
  /** What could not be removed, for somebody uses it or it is not ours. */
  readonly kept: readonly string[]
}

/** What a system says of a file that somebody uses (Windows), or that belongs to somebody else. */
const refusals = ['EBUSY', 'EPERM', 'EACCES', 'EROFS', 'ENOTEMPTY']

/** Removes in the order of the list; gives what refuses to go. */
const removeAll = async (paths: readonly string[]): Promise<readonly string[]> => {
  const kept: string[] = []
  for (const path of paths) {
    const isGone = await rm(path, { recursive: true, force: true }).then(() => true, unless(refusals, false))
    if (!isGone) kept.push(path)
  }
  return kept
}

const isSomething = ({ paths }: RepoRemoval): boolean => paths.length > 0

const carryOut = async (cache: string, plans: readonly RepoRemoval[]): Promise<readonly string[]> => {
  const kept = await removeAll(plans.flatMap(({ paths }) => paths))
  for (const stored of new Set(plans.flatMap((plan) => plan.stored))) await sweep(cache, stored)
  return kept
}

/** Bytes of the store that no repo needs once the plans are carried out. */
const storedBytes = async (cache: string, plans: readonly RepoRemoval[]): Promise<number> => {
  const going = new Set(plans.flatMap(({ paths }) => paths))
  let bytes = 0
  for (const stored of new Set(plans.flatMap((plan) => plan.stored))) {
    const [users, found] = await Promise.all([usersOf(cache, stored), stat(stored)])
    if (users?.every((user) => going.has(user)) === true && found.nlink === 1) bytes += found.size
  }
  return bytes
}

const sum = (plans: readonly RepoRemoval[]): number => plans.reduce((total, { bytes }) => total + bytes, 0)

const nothing = (selector: string, cache: string): HfnError =>
  new HfnError('NOT_FOUND', `The cache in ${cache} has no ${oneLine(selector)}`, {
    hint: 'See what it has: hfn cache ls',
  })

/**
 * Removes repos (`model/owner/name`) and revisions (`…@main`, or a commit's id) from a cache. What another revision needs stays,
 * as does a download that is under way; who has a file open reads on.
 * @throws BAD_ARGUMENT, NOT_FOUND: nothing was removed
 */
export const removeFromCache = async (
  folder: string,
  selectors: readonly string[],
  { dryRun = false }: RemoveOptions = {},
): Promise<Removed> => {
  const cache = resolve(folder)
  const wanted = selectors.map((text) => ({ text, select: readSelector(text) }))
  const found = new Set<string>()
  const plans: RepoRemoval[] = []
  const commitsIn = (contents: RepoContents): ReadonlySet<string> | 'all' => {
    const commits = new Set<string>()
    let isAll = false
    for (const { text, select } of wanted) {
      const meant = select(contents)
      if (meant !== undefined) found.add(text)
      if (meant === 'all') isAll = true
      else for (const commit of meant ?? []) commits.add(commit)
    }
    return isAll ? 'all' : commits
  }
  for await (const contents of contentsOf(cache)) {
    const commits = commitsIn(contents)
    if (commits === 'all' || commits.size > 0) plans.push(await planRevisions(contents, commits))
  }
  const missing = selectors.find((text) => !found.has(text))
  if (missing !== undefined) throw nothing(missing, cache)
  const bytes = sum(plans) + (await storedBytes(cache, plans))
  return { repos: plans, stored: 0, bytes, kept: dryRun ? [] : await carryOut(cache, plans) }
}

/**
 * Removes what nobody needs: revisions that no branch or tag leads to, contents that no revision shows, downloads that nobody
 * goes on with, and contents kept for all repos that none uses.
 */
export const pruneCache = async (
  folder: string,
  { dryRun = false, now = Date.now() }: RemoveOptions & { readonly now?: number | undefined } = {},
): Promise<Removed> => {
  const cache = resolve(folder)
  const plans: RepoRemoval[] = []
  for await (const contents of contentsOf(cache)) plans.push(await planPruning(contents, now))
  const repos = plans.filter(isSomething)
  let bytes = sum(repos) + (await storedBytes(cache, repos))
  const unused: string[] = []
  for await (const { path, size, names } of storedFiles(cache)) {
    if ((await usersOf(cache, path))?.length !== 0) continue
    unused.push(path)
    bytes += names === 1 ? size : 0
  }
  const kept = dryRun ? [] : await carryOut(cache, repos)
  if (!dryRun) for (const path of unused) await sweep(cache, path)
  return { repos, stored: unused.length, bytes, kept }
}
