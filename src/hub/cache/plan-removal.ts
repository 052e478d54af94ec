import { join } from 'node:path'
import { freedBy } from './freed.ts'
import type { CachedId } from './names.ts'
import type { Blob, RepoContents } from './repo-contents.ts'
import { detachedBlobs, staleFiles } from './stale.ts'

/** What of one repo is to go, or went. */
export interface RepoRemoval extends CachedId {
  /** Commits. */
  readonly revisions: readonly string[]
  /** True when no revision stays. */
  readonly whole: boolean
  /** Contents. */
  readonly blobs: number
  /** Files of downloads that were not completed. */
  readonly unfinished: number
  /** Files and folders in the order in which they go: what leads to another before that. */
  readonly paths: readonly string[]
  /** Of the store for all repos, contents that this repo needs no more. */
  readonly stored: readonly string[]
  /** Bytes that become free, those of the store not counted. */
  readonly bytes: number
}

/** The blobs of these revisions that no other revision needs. */
const ownBlobs = ({ snapshots }: RepoContents, commits: ReadonlySet<string>): readonly Blob[] => {
  const staying = new Set(snapshots.filter(({ commit }) => !commits.has(commit)).flatMap(({ blobs }) => [...blobs]))
  const going = new Set(snapshots.filter(({ commit }) => commits.has(commit)).flatMap(({ blobs }) => [...blobs]))
  return [...going].filter((blob) => !staying.has(blob))
}

interface Going {
  readonly revisions: readonly string[]
  readonly whole: boolean
  readonly blobs: readonly Blob[]
  readonly unfinished: readonly string[]
}

const pathsOf = ({ root, snapshots, unfinished: all }: RepoContents, going: Going): readonly string[] => {
  const { revisions, whole, blobs, unfinished } = going
  const contents = [...new Set([...blobs.map(({ path }) => path), ...unfinished])]
  const folders = ['refs', 'snapshots', 'trees', '.no_exist'].map((name) => join(root, name))
  // A download that is under way keeps its place.
  if (whole)
    return all.length > unfinished.length ? [...folders, ...contents] : [...folders.slice(0, 2), ...contents, root]
  const leaving = snapshots.filter(({ commit }) => revisions.includes(commit))
  return [
    ...leaving.flatMap(({ refs }) => refs.map((ref) => join(root, 'refs', ref))),
    ...leaving.flatMap(({ folder, commit }) => [
      folder,
      join(root, '.no_exist', commit),
      join(root, 'trees', `${commit}.json`),
    ]),
    ...contents,
  ]
}

const removal = async (contents: RepoContents, going: Going): Promise<RepoRemoval> => {
  const { type, id } = contents
  const { revisions, whole, blobs, unfinished } = going
  const paths = pathsOf(contents, going)
  const stored = blobs.map((blob) => blob.stored).filter((path) => path !== undefined)
  const bytes = await freedBy(paths)
  return { type, id, revisions, whole, blobs: blobs.length, unfinished: unfinished.length, paths, stored, bytes }
}

/** What goes with these revisions of a repo, or with all of it. */
export const planRevisions = async (
  contents: RepoContents,
  commits: ReadonlySet<string> | 'all',
): Promise<RepoRemoval> => {
  const all = contents.snapshots.map(({ commit }) => commit)
  const revisions = commits === 'all' ? all : all.filter((commit) => commits.has(commit))
  const whole = revisions.length === all.length
  const unfinished = whole ? await staleFiles(contents, Date.now()) : []
  const blobs = whole ? contents.blobs : ownBlobs(contents, new Set(revisions))
  return removal(contents, { revisions, whole, blobs, unfinished })
}

/** What nobody needs of a repo: revisions without a name, contents without a revision, downloads nobody goes on with. */
export const planPruning = async (contents: RepoContents, now: number): Promise<RepoRemoval> => {
  const { snapshots } = contents
  const revisions = snapshots.filter(({ refs }) => refs.length === 0).map(({ commit }) => commit)
  if (revisions.length > 0 && revisions.length === snapshots.length) return planRevisions(contents, 'all')
  const blobs = [...new Set([...ownBlobs(contents, new Set(revisions)), ...detachedBlobs(contents, now)])]
  return removal(contents, { revisions, whole: false, blobs, unfinished: await staleFiles(contents, now) })
}
