import { createHubClient } from './client/create-client.ts'
import type { HubClient, HubOptions } from './client/contract.ts'
import type { Download, DownloadOptions } from './download/contract.ts'
import type { StreamOptions } from './download/stream.ts'
import {
  createEndpoint,
  deleteEndpoint,
  endpointHardware,
  endpointInfo,
  listEndpoints,
  pauseEndpoint,
  resumeEndpoint,
  scaleEndpointToZero,
  updateEndpoint,
} from './endpoints/manage.ts'
import { waitForEndpoint } from './endpoints/wait.ts'
import { managedCache } from './managed-cache.ts'
import type { RepoInput } from './reference.ts'
import { createBranch, deleteBranch } from './repos/branch.ts'
import { createRepo } from './repos/create.ts'
import { deleteRepo } from './repos/delete.ts'
import { checkAccess, datasetInfo, modelInfo } from './repos/info.ts'
import { listRefs } from './repos/list-refs.ts'
import { listDatasets, listModels, listSpaces } from './repos/list.ts'
import { moveRepo } from './repos/move.ts'
import { request } from './repos/request.ts'
import { searchSpaces } from './repos/search.ts'
import { updateRepoSettings } from './repos/settings.ts'
import { createTag, deleteTag } from './repos/tag.ts'
import { space } from './spaces/space.ts'
import { listHardware } from './spaces/hardware.ts'
import type { Upload, UploadOptions, UploadSource } from './upload/contract.ts'
import type { Deleted, DeleteOptions } from './upload/delete-files.ts'
import type { Account } from './token/whoami.ts'
import type { Login, LoginOptions } from './token/login.ts'
import type { DeviceLoginOptions } from './token/device-login.ts'
import type { Options } from '../core/options.ts'

/**
 * The Hub: any request, lists, Spaces, files, dedicated endpoints. Nothing is asked and no file is read before it is used.
 * The token is the option's, else HF_TOKEN, else that of the file Python's client uses too.
 * @throws BAD_URL for an `endpoint` that is none
 */
export const createHub = (options: HubOptions = {}) => {
  const hub = createHubClient(options)
  const on =
    <Rest extends readonly unknown[], Result>(act: (hub: HubClient, ...rest: Rest) => Result) =>
    (...rest: Rest): Result =>
      act(hub, ...rest)
  return {
    /** Its address, without a slash at its end. */
    endpoint: hub.endpoint,
    /** What all of this is built on: `send`, `ask`, `json`, `items`. */
    client: hub,
    /** Asks the Hub anything, such as `models` or `whoami-v2`, and gives its JSON. */
    request: on(request),
    /** Whose token this is. @throws LOGIN_NEEDED, BAD_CREDENTIALS */
    whoami: async (options?: Options): Promise<Account> => (await import('./token/whoami.ts')).whoami(hub, options),
    /** Keeps a token for later, here and for Python's client, once the Hub knows it; a client made afterwards uses it. */
    login: async (options: LoginOptions): Promise<Login> => (await import('./token/login.ts')).login(hub, options),
    /** The same with a browser: `onCode` is told the address to open and the code to enter there. */
    deviceLogin: async (options: DeviceLoginOptions): Promise<Login> =>
      (await import('./token/device-login.ts')).deviceLogin(hub, options),
    /** Models that fit a query, page after page as they are read. */
    models: on(listModels),
    datasets: on(listDatasets),
    spaces: on(listSpaces),
    model: on(modelInfo),
    dataset: on(datasetInfo),
    /** A Space: `await hub.space('owner/name').wait()`; `connect(hub.space('owner/name'))` makes its functions callable. */
    space: on(space),
    /** Spaces found by what they do, in words. */
    searchSpaces: on(searchSpaces),
    spaceHardware: on(listHardware),
    /** Brings files of a repo into the cache, or into a folder; resumes, and checks every byte. */
    download: async (repo: RepoInput, options?: DownloadOptions): Promise<Download> =>
      (await import('./download/download.ts')).download(hub, repo, options),
    /** The content of one file as it comes. The last step checks the hash. */
    stream: async function* (repo: RepoInput, path: string, options?: StreamOptions): AsyncGenerator<Uint8Array, void> {
      yield* (await import('./download/stream.ts')).stream(hub, repo, path, options)
    },
    /** Sends a file, a folder or content to a repo, as one commit or several. */
    upload: async (repo: RepoInput, source: UploadSource, options?: UploadOptions): Promise<Upload> =>
      (await import('./upload/upload.ts')).upload(hub, repo, source, options),
    deleteFiles: async (
      repo: RepoInput,
      patterns: string | readonly string[],
      options?: DeleteOptions,
    ): Promise<Deleted> => (await import('./upload/delete-files.ts')).deleteFiles(hub, repo, patterns, options),
    repos: {
      create: on(createRepo),
      delete: on(deleteRepo),
      move: on(moveRepo),
      settings: on(updateRepoSettings),
      refs: on(listRefs),
      createBranch: on(createBranch),
      deleteBranch: on(deleteBranch),
      createTag: on(createTag),
      deleteTag: on(deleteTag),
      checkAccess: on(checkAccess),
    },
    /** Dedicated endpoints (Inference Endpoints). */
    endpoints: {
      list: on(listEndpoints),
      info: on(endpointInfo),
      create: on(createEndpoint),
      update: on(updateEndpoint),
      delete: on(deleteEndpoint),
      pause: on(pauseEndpoint),
      resume: on(resumeEndpoint),
      scaleToZero: on(scaleEndpointToZero),
      wait: on(waitForEndpoint),
      hardware: on(endpointHardware),
    },
    cache: managedCache(hub),
    /** Closes idle connections. */
    close: () => hub.close(),
  }
}

export type Hub = ReturnType<typeof createHub>
