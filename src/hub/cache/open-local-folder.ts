import { createHash } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join, posix, resolve } from 'node:path'
import { claim } from './claim.ts'
import { etagOf, type Destination, type RepoCache, type TreeFile } from './contract.ts'
import { copyHashed, hashFile } from './content-hash.ts'
import { openEnclosure, parentOf, within, type Enclosure } from './enclosure.ts'
import { fileFailed } from './file-failed.ts'
import { currentNote, holds, holdsNoted, noteContent, notesFolder } from './local-notes.ts'
import { moveFile } from './move.ts'
import { checkedCommit, checkedEtag } from './names.ts'
import { refsIn } from './refs.ts'
import { keptBytes } from './repo-destination.ts'
import { tagFolder, tagName } from './tag.ts'
import { treesIn } from './trees.ts'
import { refuseTwins } from './twins.ts'

/** A folder of the user's that a repo's files go to, with the notes of Python's client in `.cache/huggingface`. */
export interface LocalFolder {
  /** The repo's cache for reading; what is to be noted is noted in the folder. */
  readonly cache: RepoCache
  destination(commit: string): Destination
}

interface Local {
  readonly enclosure: Enclosure
  readonly cache: RepoCache
  readonly prepare: () => Promise<unknown>
  readonly refuseTwin: (path: string) => Promise<void>
}

const prepare = async (enclosure: Enclosure): Promise<void> => {
  const folder = await enclosure.folder(notesFolder)
  await tagFolder(folder)
  await writeFile(join(folder, '.gitignore'), '*', { flag: 'wx' }).catch(() => {})
}

/** Python's name for an unfinished file: a hash of the name of its note, for names may be long, and the etag. */
const stemOf = (file: TreeFile): string => {
  const name = `${posix.basename(file.path)}.metadata`
  return `${createHash('sha1').update(name).digest('base64url')}=.${checkedEtag(file)}`
}

/** Copies the content from the cache when the cache has it, whole and right. */
const takeCached = async ({ enclosure, cache }: Local, file: TreeFile, commit: string): Promise<boolean> => {
  const cached = await cache.find(commit, file.path)
  if (cached === undefined) return false
  const place = await enclosure.folder(parentOf(file.path))
  const aside = await enclosure.unfinished('copy')
  try {
    if ((await copyHashed(cached, aside, { etag: etagOf(file), size: file.size })) !== etagOf(file)) return false
    await rename(aside, join(place, posix.basename(file.path)))
  } finally {
    await rm(aside, { force: true })
  }
  await noteContent(enclosure, file, commit)
  return true
}

const localDestination = (local: Local, commit: string): Destination => {
  const { enclosure, refuseTwin } = local
  const { root } = enclosure
  const partialsFolder = (file: TreeFile): string => posix.join(notesFolder, 'download', parentOf(file.path))

  return {
    folder: root,
    keepsOnce: false,
    kept: (file) => keptBytes(join(root, partialsFolder(file)), stemOf(file)),

    async find(file) {
      checkedEtag(file)
      try {
        await refuseTwin(file.path)
        return (await holdsNoted(enclosure, file, commit)) ? join(root, file.path) : undefined
      } catch (cause) {
        throw fileFailed(cause, join(root, file.path), file.size)
      }
    },

    async look(file) {
      checkedEtag(file)
      return (await holds(enclosure, file)) ? join(root, file.path) : undefined
    },

    isBare: async () => false,

    async begin(file, { signal, force = false }) {
      const finished = async (): Promise<string | undefined> => {
        const note = force ? undefined : await currentNote(enclosure, file)
        return typeof note === 'object' && note.etag === etagOf(file) ? join(root, file.path) : undefined
      }
      const stem = stemOf(file)
      try {
        await local.prepare()
        await refuseTwin(file.path)
        await enclosure.folder(parentOf(file.path))
        if (!force && (await takeCached(local, file, commit))) return join(root, file.path)
        return await claim({ folder: await enclosure.folder(partialsFolder(file)), stem }, { signal, force, finished })
      } catch (cause) {
        throw fileFailed(cause, join(root, file.path), file.size)
      }
    },

    async publish(partial, file) {
      const to = join(root, file.path)
      let moved = false
      try {
        await enclosure.folder(parentOf(file.path))
        const isGood = async (): Promise<boolean> =>
          (await hashFile(to, { etag: etagOf(file), size: file.size })) === etagOf(file)
        await moveFile({ from: partial.path, to, aside: () => enclosure.unfinished('copy'), isGood })
        moved = true
        await noteContent(enclosure, file, commit)
        return to
      } catch (cause) {
        throw fileFailed(cause, to, file.size)
      } finally {
        await partial.release(moved)
      }
    },
  }
}

/** Opens a folder of the user's for the files of a repo, laid out as Python's `hf download --local-dir` does; nothing is made before it is used. */
export const openLocalFolder = (folder: string, cache: RepoCache): LocalFolder => {
  const enclosure = openEnclosure(resolve(folder), posix.join(notesFolder, 'download'))
  const notes = within(enclosure, notesFolder)
  const refs = refsIn(notes)
  const trees = treesIn(notes)
  let prepared: Promise<unknown> | undefined
  const local: Local = {
    enclosure,
    cache,
    prepare: () => (prepared ??= prepare(enclosure)),
    refuseTwin: refuseTwins(join(notes.root, tagName)),
  }
  return {
    cache: {
      folder: cache.folder,
      commitOf: async (revision) => (await refs.commitOf(revision)) ?? cache.commitOf(revision),
      setCommit: (revision, commit) => refs.setCommit(revision, commit),
      tree: async (commit) => (await trees.tree(commit)) ?? cache.tree(commit),
      setTree: (tree) => trees.setTree(tree),
      find: (commit, path) => cache.find(commit, path),
      setMissing: async () => {},
      isMissing: (commit, path) => cache.isMissing(commit, path),
      destination: (commit) => cache.destination(commit),
    },
    destination: (commit) => localDestination(local, checkedCommit(commit)),
  }
}
