import type { Options } from '../../../core/options.ts'
import { HfnError } from '../../../core/error.ts'
import type { HubClient } from '../../../hub/client/contract.ts'
import { repoName, type Repo } from '../../../hub/reference.ts'
import { apiRoute } from '../../../hub/route.ts'

/** The error of a download; of a model that is not there it says whether a dataset or a Space has the name. */
export const orOtherType = async (
  error: unknown,
  hub: HubClient,
  repo: Repo,
  { signal }: Options,
): Promise<unknown> => {
  const gone = `There is no ${repoName(repo)}`
  if (!HfnError.is(error) || repo.type !== 'model' || error.message !== `${gone}, or it is private`) return error
  for (const type of ['dataset', 'space'] as const) {
    const answer = await hub.send({ path: apiRoute({ type, id: repo.id }), signal }).catch(() => undefined)
    await answer?.discard()
    if (answer?.ok !== true) continue
    const hint = `Write its type too: hfn download ${type}s/${repo.id}`
    return new HfnError('NOT_FOUND', `${gone}, but a ${type} of that name`, { ...error.details, hint, cause: error })
  }
  return error
}
