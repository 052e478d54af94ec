import { sha1, type Blob } from './blob.ts'
import type { Commit, Entry } from './repo.ts'

const lastCommit = ({ id, title, date }: Commit): object => ({ id, title, date })

const large = async (blob: Blob): Promise<object> => {
  if (blob.stored === 'git') return {}
  const { size } = await blob.pointer()
  const lfs = { oid: await blob.sha256(), size: blob.size, pointerSize: size }
  return blob.xetHash === undefined ? { lfs } : { lfs, xetHash: blob.xetHash }
}

/** What the Hub's scanners say of every file here. */
const safe = { status: 'safe', avScan: { status: 'safe' }, pickleImportScan: null }

/** A file as lists of files say it. */
const fileEntry = async (path: string, { blob, changed }: Entry, expand: boolean): Promise<object> => ({
  type: 'file',
  oid: await blob.oid(),
  size: blob.size,
  ...(await large(blob)),
  path,
  ...(expand ? { lastCommit: lastCommit(changed), securityFileStatus: safe } : {}),
})

/** The newest change below a folder. */
const newest = (commit: Commit, folder: string): Commit | undefined =>
  [...commit.files]
    .filter(([path]) => path.startsWith(`${folder}/`))
    .map(([, { changed }]) => changed)
    .sort((a, b) => b.date.localeCompare(a.date))[0]

/** A folder as lists of files say it. */
const folderEntry = (path: string, commit: Commit, expand: boolean): object => {
  const changed = newest(commit, path)
  return {
    type: 'directory',
    oid: sha1(changed?.id ?? '', path),
    size: 0,
    path,
    ...(expand && changed !== undefined ? { lastCommit: lastCommit(changed) } : {}),
  }
}

/** What is at a path of a commit, as lists say it; undefined when nothing is. */
export const entryOf = async (commit: Commit, path: string, expand: boolean): Promise<object | undefined> => {
  const file = commit.files.get(path)
  if (file !== undefined) return fileEntry(path, file, expand)
  const isFolder = [...commit.files.keys()].some((name) => name.startsWith(`${path}/`))
  return isFolder ? folderEntry(path, commit, expand) : undefined
}
