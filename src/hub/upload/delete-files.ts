import type { HubClient } from '../client/contract.ts'
import { HfnError } from '../../core/error.ts'
import { repoName, type RepoInput } from '../reference.ts'
import { commit } from './commit.ts'
import { commitBody } from './commit-lines.ts'
import type { Committed, UploadOptions } from './contract.ts'
import { matching } from './matching.ts'
import { revised, targetOf } from './target.ts'

export type DeleteOptions = Pick<UploadOptions, 'message' | 'description' | 'revision' | 'createPullRequest' | 'signal'>

export interface Deleted extends Committed {
  readonly pullRequest?: string | undefined
  /** The names of the files that are gone. */
  readonly files: readonly string[]
}

/**
 * Deletes the files of a repo that any of the patterns fits, in one commit; a folder is written with `/` at its end.
 * @throws NO_SUCH_FILE when there are none, NOT_FOUND, FORBIDDEN
 */
export const deleteFiles = async (
  hub: HubClient,
  input: RepoInput,
  patterns: string | readonly string[],
  options: DeleteOptions = {},
): Promise<Deleted> => {
  const signal = options.signal ?? new AbortController().signal
  const target = await targetOf(hub, revised(input, options.revision), { ...options, create: false, signal })
  const files = await matching({ hub, target, signal }, patterns, '')
  if (files.length === 0)
    throw new HfnError('NO_SUCH_FILE', `No file of ${repoName(target.repo)} fits ${[patterns].flat().join(' ')}`, {
      hint: 'Check the pattern; all files of a folder are written folder/',
    })
  const { message = 'Delete files with hfn', description } = options
  const body = commitBody({ message, description, deleted: files }, [])
  const { pullRequest, ...made } = await commit(hub, body, target, signal)
  return { ...made, ...(pullRequest === undefined ? {} : { pullRequest }), files }
}
