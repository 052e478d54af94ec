import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recordOf, type JsonRecord } from '../../core/record.ts'
import { pathFault } from '../reference.ts'
import type { Tree, TreeFile } from './contract.ts'
import type { Enclosure } from './enclosure.ts'
import { checkedCommit, isCommit, isEtag, isXetHash } from './names.ts'

/** Of the notes that Python's client keeps of a commit's files, `trees/<commit>.json` (huggingface_hub's _tree_cache.py). */
const formatVersion = 1

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const hash = (value: unknown, isOne: (text: string) => boolean): string | undefined =>
  typeof value === 'string' && isOne(value) ? value : undefined

const readFileOf = (path: string, value: unknown): TreeFile | undefined => {
  const { size, blob_id: blob, lfs_sha256: sha, lfs_size: large, xet_hash: xet } = recordOf(value)
  const blobId = hash(blob, isEtag)
  if (pathFault(path) !== undefined || !isSize(size) || blobId === undefined) return undefined
  const sha256 = hash(sha, isXetHash)
  return { path, size: isSize(large) ? large : size, blobId, sha256, xetHash: hash(xet, isXetHash) }
}

/** The files in the notes; undefined when they are of another format, or one of them cannot be right. */
const readTree = (text: string): readonly TreeFile[] | undefined => {
  const { format_version: version, files } = recordOf(JSON.parse(text))
  if (version !== formatVersion) return undefined
  const read = Object.entries(recordOf(files)).map(([path, value]) => readFileOf(path, value))
  return read.every((file) => file !== undefined) ? read : undefined
}

const entryOf = ({ path, size, blobId, sha256, xetHash }: TreeFile): readonly [string, JsonRecord] => [
  path,
  {
    size,
    blob_id: blobId,
    ...(sha256 === undefined ? {} : { lfs_sha256: sha256, lfs_size: size }),
    ...(xetHash === undefined ? {} : { xet_hash: xetHash }),
  },
]

const writeTree = (files: readonly TreeFile[]): string => {
  const byName = files.toSorted((one, other) => (one.path < other.path ? -1 : 1))
  return JSON.stringify({ format_version: formatVersion, files: Object.fromEntries(byName.map(entryOf)) }, null, 1)
}

/** Notes of the files of commits. */
export interface TreeNotes {
  /** The files of a commit, when a run before noted them, ours or one of Python's client. */
  tree(commit: string): Promise<Tree | undefined>
  /** Does nothing where nothing can be written. */
  setTree(tree: Tree): Promise<void>
}

export const treesIn = (enclosure: Enclosure): TreeNotes => ({
  async tree(commit) {
    if (!isCommit(commit)) return undefined
    try {
      const files = readTree(await readFile(join(enclosure.root, 'trees', `${commit}.json`), 'utf8'))
      return files === undefined ? undefined : { commit, files }
    } catch {
      // Not there, not readable or not JSON: the Hub tells it again.
      return undefined
    }
  },
  setTree: ({ commit, files }) => enclosure.note(`trees/${checkedCommit(commit)}.json`, writeTree(files)),
})
