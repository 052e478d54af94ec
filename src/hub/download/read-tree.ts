import { HfnError } from '../../core/error.ts'
import { isRecord, recordOf } from '../../core/record.ts'
import { oneLine } from '../../core/secret.ts'
import type { Tree, TreeFile } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import { pathFault, repoName, type Repo } from '../reference.ts'
import { apiRoute } from '../route.ts'
import type { FailedFile } from './contract.ts'

/** Files and folders a repo may have. */
const most = 1_000_000

const bad = (path: string, what: string): HfnError =>
  new HfnError('BAD_ANSWER', `The Hub's list of files says nonsense of ${oneLine(path)}: ${what}`, {
    hint: 'Is HF_ENDPOINT the address of a Hub?',
  })

const isHash = (value: unknown, length: 40 | 64): value is string =>
  typeof value === 'string' && value.length === length && /^[0-9a-f]+$/.test(value)

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0

/** One file of the Hub's list; undefined for a folder. @throws BAD_ANSWER */
const readEntry = (entry: unknown): TreeFile | undefined => {
  const { type, path, oid, lfs, xetHash, size: bytes } = recordOf(entry)
  if (typeof path !== 'string') throw bad('a file', 'it has no name')
  if (type !== 'file') return undefined
  const large = isRecord(lfs) ? lfs : undefined
  const size = large?.['size'] ?? bytes
  const sha256 = large?.['oid']
  if (!isSize(size)) throw bad(path, 'its size is no number')
  if (!isHash(oid, 40)) throw bad(path, 'its hash is none of git')
  if (large !== undefined && !isHash(sha256, 64)) throw bad(path, 'its hash is no SHA-256')
  return {
    path,
    size,
    blobId: oid,
    ...(isHash(sha256, 64) ? { sha256 } : {}),
    ...(isHash(xetHash, 64) ? { xetHash } : {}),
  }
}

/** The files of a commit, and those whose names no computer should be given. */
export interface ReadTree extends Tree {
  readonly refused: readonly FailedFile[]
}

const refuse = (path: string, fault: string): FailedFile => ({
  path,
  error: new HfnError('BAD_ANSWER', `The file name "${oneLine(path)}" ${fault}`, {
    hint: 'Leave it out with --exclude.',
  }),
})

/** Asks the Hub for all files of a commit. @throws BAD_ANSWER, TOO_LARGE, and what a client's request throws */
export const readTree = async (hub: HubClient, repo: Repo, commit: string, signal: AbortSignal): Promise<ReadTree> => {
  const files: TreeFile[] = []
  const refused: FailedFile[] = []
  const request = { path: apiRoute(repo, 'tree', commit), query: { recursive: true, expand: false }, signal }
  let count = 0
  for await (const entry of hub.items({ ...request, about: repoName(repo) })) {
    if (++count > most)
      throw new HfnError('TOO_LARGE', `${repoName(repo)} has more than ${most} files`, {
        hint: 'Name the files you want.',
      })
    const file = readEntry(entry)
    if (file === undefined) continue
    const fault = pathFault(file.path)
    if (fault === undefined) files.push(file)
    else refused.push(refuse(file.path, fault))
  }
  return { commit, files, refused }
}

/**
 * Asks the Hub for these files of a commit alone, which spares the list of all where that is long; names it does not know are
 * left out. Undefined when one is a folder, or when the Hub cannot be asked this way.
 */
export const readNamed = async (
  hub: HubClient,
  repo: Repo,
  commit: string,
  { names, signal }: { readonly names: readonly string[]; readonly signal: AbortSignal },
): Promise<ReadTree | undefined> => {
  const path = apiRoute(repo, 'paths-info', commit)
  const told = await hub
    .json({ path, json: { paths: names, expand: false }, retry: 'patient', about: repoName(repo), signal })
    .catch((failure: unknown) => {
      if (HfnError.is(failure) && [404, 405].includes(failure.details.status ?? 0)) return undefined
      throw failure
    })
  if (!Array.isArray(told)) return undefined
  const files: TreeFile[] = []
  for (const entry of told) {
    const file = readEntry(entry)
    if (file === undefined) return undefined
    if (names.includes(file.path)) files.push(file)
  }
  return { commit, files, refused: [] }
}
