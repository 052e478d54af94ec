import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo, repoName, type RepoInput } from '../reference.ts'
import { makeOnce } from './make-once.ts'

export interface CreateOptions extends Options {
  readonly private?: boolean | undefined
  /** What a Space runs on: gradio, docker or static. */
  readonly sdk?: string | undefined
  /** A repo that is there already is no error. */
  readonly existOk?: boolean | undefined
}

/** A repo by its parts, as routes that have no id in their path want it. */
export const partsOf = (input: RepoInput): { type: string; name: string; organization?: string } => {
  const { type, id } = readRepo(input)
  const [owner = '', name] = id.split('/')
  return name === undefined ? { type, name: owner } : { type, organization: owner, name }
}

/**
 * Makes a repo and gives its address; a name without an owner is one of the token's user.
 * @throws EXISTS, FORBIDDEN, BAD_ARGUMENT (a Space without `sdk`)
 */
export const createRepo = async (
  hub: HubClient,
  input: RepoInput,
  { sdk, existOk, signal, ...options }: CreateOptions = {},
): Promise<string> => {
  const repo = readRepo(input)
  if (repo.type === 'space' && sdk === undefined)
    throw new HfnError('BAD_ARGUMENT', `${repoName(repo)} needs an SDK`, {
      hint: 'Give gradio, docker or static as sdk.',
    })
  const folder = repo.type === 'model' ? '' : `${repo.type}s/`
  const usual = `${hub.endpoint}/${folder}${repo.id}`
  const made = await makeOnce(existOk, () =>
    hub.json({
      path: '/api/repos/create',
      json: {
        ...partsOf(repo),
        ...(sdk === undefined ? {} : { sdk }),
        ...(options.private ? { visibility: 'private' } : {}),
      },
      about: `repo ${repo.id}`,
      signal,
    }),
  )
  return lineOf(recordOf(made)['url']) ?? usual
}
