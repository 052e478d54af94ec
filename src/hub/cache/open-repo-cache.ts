import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { checkedPath, type Repo } from '../reference.ts'
import { isOn, type Environment } from '../settings.ts'
import type { RepoCache } from './contract.ts'
import { exists, openEnclosure } from './enclosure.ts'
import { checkedCommit, folderName } from './names.ts'
import { waysOf } from './pointer.ts'
import { refsIn } from './refs.ts'
import { repoDestination, type RepoStore } from './repo-destination.ts'
import { tagFolder } from './tag.ts'
import { treesIn } from './trees.ts'

export interface CacheOptions {
  /** HF_HUB_DISABLE_SYMLINKS, HF_HUB_DISABLE_SHARED_BLOBS and HF_HUB_DISABLE_XET are read from it. Default: none. */
  readonly env?: Environment | undefined
  /** Told when others may change what is in the cache. */
  readonly onWarning?: ((text: string) => void) | undefined
}

const warnOfOthers = async (cache: string, onWarning: CacheOptions['onWarning']): Promise<void> => {
  if (process.platform === 'win32') return
  const { mode } = await stat(cache)
  if ((mode & 0o002) !== 0)
    onWarning?.(`Anybody on this machine may change what is in ${cache}; to prevent that: chmod o-w "${cache}"`)
}

/**
 * The part of the cache in the folder `cache` that belongs to a repo, laid out as Python's huggingface_hub does.
 * Nothing is made or read before it is used.
 */
export const openRepoCache = (cache: string, repo: Repo, { env = {}, onWarning }: CacheOptions = {}): RepoCache => {
  const enclosure = openEnclosure(join(cache, folderName(repo)), 'blobs')
  const { root } = enclosure
  const refs = refsIn(enclosure)
  const trees = treesIn(enclosure)
  let prepared: Promise<void> | undefined
  const prepare = async (): Promise<void> => {
    await enclosure.folder('')
    await Promise.all([tagFolder(cache), warnOfOthers(cache, onWarning)])
  }
  // Python's client takes a repo without snapshots, and a ref without its snapshot, for damaged.
  const showSnapshot = (commit = ''): Promise<unknown> => enclosure.folder(join('snapshots', commit)).catch(() => {})
  const store: RepoStore = {
    cache,
    enclosure,
    ways: waysOf(!isOn(env['HF_HUB_DISABLE_SYMLINKS'])),
    shares: !isOn(env['HF_HUB_DISABLE_SHARED_BLOBS']) && !isOn(env['HF_HUB_DISABLE_XET']),
    prepare: () => (prepared ??= prepare()),
  }

  return {
    folder: root,
    commitOf: (revision) => refs.commitOf(revision),
    async setCommit(revision, commit) {
      await refs.setCommit(revision, commit)
      await showSnapshot(commit)
    },
    tree: (commit) => trees.tree(commit),
    async setTree(tree) {
      await trees.setTree(tree)
      await showSnapshot()
    },
    async find(commit, path) {
      const found = join(root, 'snapshots', checkedCommit(commit), checkedPath(path))
      const stats = await stat(found).catch(() => undefined)
      return stats?.isFile() === true ? found : undefined
    },
    setMissing: async (commit, path) => enclosure.note(`.no_exist/${checkedCommit(commit)}/${checkedPath(path)}`, ''),
    isMissing: async (commit, path) => exists(join(root, '.no_exist', checkedCommit(commit), checkedPath(path))),
    destination: (commit) => repoDestination(store, checkedCommit(commit)),
  }
}
