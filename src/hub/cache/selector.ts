import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { readRepo } from '../reference.ts'
import { isCommit } from './names.ts'
import type { RepoContents } from './repo-contents.ts'

/** Says which revisions of a repo are meant; undefined when the repo is not. */
export type Selector = (contents: RepoContents) => ReadonlySet<string> | 'all' | undefined

const byCommit =
  (wanted: string): Selector =>
  ({ snapshots }) =>
    snapshots.some(({ commit }) => commit === wanted) ? new Set([wanted]) : undefined

const kernel = /^kernels?\/([^@]+)(?:@(.+))?$/

/** `model/owner/name`, also with `@revision`, or the id of a commit. @throws BAD_ARGUMENT */
export const readSelector = (text: string): Selector => {
  if (isCommit(text)) return byCommit(text)
  const [, kernelId, kernelRevision] = kernel.exec(text) ?? []
  const place =
    kernelId === undefined
      ? readRepo(text)
      : { type: 'kernel' as const, id: kernelId, revision: kernelRevision, path: undefined }
  if (place.path !== undefined)
    throw new HfnError('BAD_ARGUMENT', `"${oneLine(text)}" names a file; only repos and revisions can be removed`, {
      hint: `Remove all of it: hfn cache rm ${place.type}/${place.id}`,
    })
  const id = place.id.toLowerCase()
  return ({ type, id: own, snapshots }) => {
    if (type !== place.type || own.toLowerCase() !== id) return undefined
    if (place.revision === undefined) return 'all'
    const { revision } = place
    const found = snapshots.filter(({ commit, refs }) => commit === revision || refs.includes(revision))
    return found.length === 0 ? undefined : new Set(found.map(({ commit }) => commit))
  }
}
