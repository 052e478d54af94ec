import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import { checkedRevision, readRepo, repoName, type Repo, type RepoInput, type RepoType } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import { readFields, type Fields, type Read } from './fields.ts'
import { datasetFields, modelFields, type DatasetInfo, type ModelInfo } from './types.ts'

export interface InfoOptions extends Options {
  /** Branch, tag, commit or `refs/pr/1`; default that of the reference, else the main branch. */
  readonly revision?: string | undefined
  /** Only these fields, such as `safetensors`; see the Hub's list in docs/hub.md. */
  readonly expand?: readonly string[] | undefined
  /** True: `siblings` tells each file's size and hash. */
  readonly files?: boolean | undefined
}

const repoOf = (input: RepoInput, type: RepoType): Repo => {
  const repo = readRepo(input, type)
  if (repo.type === type) return repo
  throw new HfnError('BAD_ARGUMENT', `${repo.id} is named as a ${repo.type}, and a ${type} is asked for`, {
    hint: `See: hfn ${repo.type}s ${repo.id}`,
  })
}

const infoRequest = (repo: Repo, { revision = repo.revision, expand, files, signal }: InfoOptions): HubRequest => ({
  path: apiRoute(repo, ...(revision === undefined ? [] : ['revision', encoded(checkedRevision(revision))])),
  query: { expand, blobs: files || undefined },
  about: repoName(repo),
  signal,
})

const infoOf = async <Known extends Fields>(hub: HubClient, request: HubRequest, fields: Known): Promise<Read<Known>> =>
  readFields(await hub.json(request), fields, request.about ?? request.path)

/** What the Hub says of a model. @throws NOT_FOUND, GATED, FORBIDDEN, BAD_ARGUMENT when the text names no model */
export const modelInfo = async (hub: HubClient, model: RepoInput, options: InfoOptions = {}): Promise<ModelInfo> =>
  infoOf(hub, infoRequest(repoOf(model, 'model'), options), modelFields)

/** The same of a dataset. */
export const datasetInfo = async (
  hub: HubClient,
  dataset: RepoInput,
  options: InfoOptions = {},
): Promise<DatasetInfo> => infoOf(hub, infoRequest(repoOf(dataset, 'dataset'), options), datasetFields)

/** Resolves when the token in use may read the files of a repo. @throws NOT_FOUND, GATED, FORBIDDEN, LOGIN_NEEDED */
export const checkAccess = async (hub: HubClient, input: RepoInput, { signal }: Options = {}): Promise<void> => {
  const repo = readRepo(input)
  const answer = await hub.ask({ path: apiRoute(repo, 'auth-check'), about: repoName(repo), signal })
  await answer.discard()
}
