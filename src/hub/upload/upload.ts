import { abortReason } from '../../core/abort.ts'
import { HfnError } from '../../core/error.ts'
import type { HubClient } from '../client/contract.ts'
import type { RepoInput } from '../reference.ts'
import { encoded } from '../route.ts'
import { listOf, type Item, type Upload, type UploadOptions, type UploadSource } from './contract.ts'
import { gather, prefixOf } from './gather.ts'
import { matching } from './matching.ts'
import { Meter } from './meter.ts'
import type { Asking } from './preupload.ts'
import { sendAll } from './send-all.ts'
import { pageOf, revised, targetOf } from './target.ts'

const nothing = (source: UploadSource): HfnError =>
  new HfnError('BAD_FILE', `There is nothing to upload${typeof source === 'string' ? ` in ${source}` : ''}`, {
    hint: 'Are --include and --exclude right? A folder without files is none to git.',
  })

const titleOf = (source: UploadSource, items: readonly Item[]): string =>
  items.length === 1
    ? `Upload ${items[0]?.path ?? ''} with hfn`
    : typeof source === 'string'
      ? 'Upload folder with hfn'
      : 'Upload files with hfn'

/**
 * Uploads a file, a folder, a Blob or a list of files to a repo, as commits of at most 256 files; gives what became of it.
 * What the repo has already is not sent. The repo and the branch are made when they are missing.
 * @throws LOGIN_NEEDED, FORBIDDEN, NOT_FOUND, NO_SUCH_FILE, BAD_FILE, FILE_FAILED (a file changed meanwhile), TOO_LARGE, UNREACHABLE, CANCELLED
 */
export const upload = async (
  hub: HubClient,
  input: RepoInput,
  source: UploadSource,
  options: UploadOptions = {},
): Promise<Upload> => {
  const signal = options.signal ?? new AbortController().signal
  if (signal.aborted) throw abortReason(signal)
  const items = await gather(source, { ...options, signal })
  if (items.length === 0 && listOf(options.delete).length === 0) throw nothing(source)
  const target = await targetOf(hub, revised(input, options.revision), { ...options, signal })
  const { description, message = titleOf(source, items) } = options
  const uploaded = new Set(items.map(({ path }) => path))
  const isFile = items.length === 1 && !Array.isArray(source) && items[0]?.path === options.path
  const prefix = isFile ? '' : prefixOf(options.path)
  const leaving = await matching({ hub, target, signal }, options.delete, prefix)
  const deleted = leaving.filter((path) => !uploaded.has(path))
  const asking: Asking = { hub, target, signal, meter: new Meter(items, options.onProgress) }
  const done = await sendAll(asking, items, { message, description, deleted })
  const { repo, revision } = target
  return {
    ...done,
    url:
      done.pullRequest ?? pageOf(hub, repo, 'tree', encoded(revision), ...(prefix === '' ? [] : [prefix.slice(0, -1)])),
    skipped: items.length - done.sent,
    deleted: deleted.length,
  }
}
