import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { pathFault, type RepoType } from '../reference.ts'
import { etagOf, type TreeFile } from './contract.ts'

/** A repo in the cache. Python's client knows one type more than the Hub's API does. */
export interface CachedId {
  readonly type: RepoType | 'kernel'
  readonly id: string
}

/** The id of a commit: git's SHA-1. */
export const isCommit = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

/** The name of a content: git's SHA-1, or SHA-256. */
export const isEtag = (text: string): boolean => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)

/** Xet's hash of a content. */
export const isXetHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text)

/** The folder of a repo in the cache: `models--owner--name` (huggingface_hub's repo_folder_name). */
export const folderName = ({ type, id }: CachedId): string => [`${type}s`, ...id.split('/')].join('--')

/** The repo a folder of the cache belongs to; undefined when it is none of a repo. */
export const readFolderName = (name: string): CachedId | undefined => {
  const [, type, id] = /^(model|dataset|space|kernel)s--(.+)$/.exec(name) ?? []
  if (id === undefined) return undefined
  const own = id.replaceAll('--', '/')
  return type === 'dataset' || type === 'space' || type === 'kernel' ? { type, id: own } : { type: 'model', id: own }
}

const refused = (message: string): HfnError =>
  new HfnError('BAD_ANSWER', message, { hint: 'Nothing was written. Is HF_ENDPOINT the address of a Hub?' })

/** @throws BAD_ANSWER when it is no id of a commit */
export const checkedCommit = (commit: string): string => {
  if (isCommit(commit)) return commit
  throw refused(`"${oneLine(commit, 80)}" is no id of a commit`)
}

/** The content's name, fit for a file. @throws BAD_ANSWER when the Hub gave no hash, or a path that leads elsewhere */
export const checkedEtag = (file: TreeFile): string => {
  const etag = etagOf(file)
  const fault = pathFault(file.path)
  if (fault !== undefined) throw refused(`The file name "${oneLine(file.path, 80)}" ${fault}`)
  if (isEtag(etag)) return etag
  throw refused(`The Hub calls the content of ${oneLine(file.path, 80)} "${oneLine(etag, 80)}", which is no hash`)
}
