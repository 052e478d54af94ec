import { openLocalFolder } from '../cache/open-local-folder.ts'
import type { HubClient } from '../client/contract.ts'
import type { RepoInput } from '../reference.ts'
import type { Download, DownloadOptions } from './contract.ts'
import { openRepo } from './open-repo.ts'
import { runDownload } from './run-download.ts'

/**
 * Brings files of a repo into the cache that Python's client uses too, or into a folder; gives where they are.
 * What is there already is not fetched again, what was begun goes on where it stopped, and every byte is checked by the hash
 * the Hub announced before a file appears.
 * @throws INCOMPLETE when some files could not be had (`details.data` names them; the others are kept), CORRUPT, FILE_FAILED
 * when the disk is full, NO_SUCH_FILE, and what a request to the Hub throws: NOT_FOUND, GATED, LOGIN_NEEDED, OFFLINE, …
 */
export const download = async (hub: HubClient, input: RepoInput, options: DownloadOptions = {}): Promise<Download> => {
  const { repo, path, cache } = openRepo(hub, input, options)
  const files = options.files ?? (path === undefined ? undefined : [path])
  const { folder } = options
  const stores =
    folder === undefined
      ? { cache, destination: (commit: string) => cache.destination(commit) }
      : openLocalFolder(folder, cache)
  return runDownload(hub, repo, stores, { ...options, files })
}
