import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { pause } from '../../core/pause.ts'
import { blocksOf, hasher } from '../cache/content-hash.ts'
import { etagOf, type TreeFile } from '../cache/contract.ts'
import type { HubClient } from '../client/contract.ts'
import { checkedPath, type Repo, type RepoInput } from '../reference.ts'
import { corrupt } from './corrupt.ts'
import { firstLook, type Seen } from './first-look.ts'
import { askingOf, type Asking } from './job.ts'
import { openRepo } from './open-repo.ts'
import { makePlan, type Planning } from './plan.ts'
import { resolveCommit } from './resolve-commit.ts'
import { Source } from './source.ts'
import { speedWatch } from './speed-watch.ts'
import { Tries } from './tries.ts'
import { Trouble, endedEarly, mendable } from './trouble.ts'

export interface StreamOptions extends Options {
  /** Default what the repo says, else `main`. */
  readonly revision?: string | undefined
  /** Folder of the cache, where the file is taken from when it lies there; default the client's. */
  readonly cache?: string | undefined
}

/** The bytes in order; goes on where a connection broke. */
async function* fetched(asking: Asking, file: TreeFile, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const source = new Source(asking, file)
  const tries = new Tries()
  let whole = false
  for (let at = 0; at < file.size;) {
    const before = at
    try {
      const answer = await source.open(at === 0 || whole ? undefined : { start: at, end: file.size }, signal)
      const watch = speedWatch(answer, asking.timeouts.idle)
      let skip = whole ? at : 0
      for await (const chunk of answer.chunks()) {
        const piece = chunk.subarray(skip, skip + file.size - at)
        skip = Math.max(0, skip - chunk.length)
        watch(chunk.length)
        at += piece.length
        if (piece.length > 0) yield piece
        else if (at === file.size) break
      }
      if (at < file.size) throw endedEarly(file, at)
    } catch (failure) {
      const trouble = mendable(failure, signal, 'BAD_ANSWER')
      if (!(trouble instanceof Trouble)) throw trouble
      if (at === file.size) return
      const wait = tries.after(trouble, whole ? 0 : at - before)
      whole ||= trouble.remedy === 'whole'
      await pause(wait, signal)
    }
  }
}

/** The file that is meant, of which commit, and where it is when that was told at once. */
const findFile = async (
  hub: HubClient,
  repo: Repo,
  path: string,
  { cache, signal }: Pick<Planning, 'cache' | 'signal'>,
): Promise<Seen & { readonly file: TreeFile }> => {
  const options = { files: [checkedPath(path)] }
  const isEnough = async (commit: string): Promise<boolean> => (await cache.tree(commit)) !== undefined
  const seen = await firstLook(askingOf(hub, repo), { cache, options, isEnough, signal })
  if (seen?.file !== undefined) return { ...seen, file: seen.file }
  const commit = seen?.commit ?? (await resolveCommit(hub, repo, { cache, signal }))
  const { files } = await makePlan(hub, repo, commit, { cache, options, signal })
  const file = files.find((each) => each.path === path)
  if (file === undefined) throw new HfnError('BAD_ARGUMENT', `${path} is a folder`, { hint: 'Name one file in it.' })
  return { commit, file }
}

/**
 * The content of one file as it comes, without keeping it; from the cache when it lies there. Memory does not grow with the file.
 * The last step checks the hash: a reader that was given all the bytes and no error has the right ones.
 * @throws CORRUPT at the end when the bytes were wrong, NO_SUCH_FILE, and what `download` throws
 */
export async function* stream(
  hub: HubClient,
  input: RepoInput,
  path: string,
  options: StreamOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const { repo, cache } = openRepo(hub, input, options)
  const signal = options.signal ?? new AbortController().signal
  const { commit, file, where } = await findFile(hub, repo, path, { cache, signal })
  try {
    const local = await cache.destination(commit).look(file)
    const hash = hasher({ etag: etagOf(file), size: file.size })
    const chunks: AsyncIterable<Uint8Array> =
      local === undefined
        ? fetched(askingOf(hub, { ...repo, revision: commit }, where), file, signal)
        : blocksOf(local, signal)
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
    const got = hash.digest('hex')
    if (got !== etagOf(file)) throw corrupt(file, got)
  } finally {
    await where?.()?.answer?.discard()
  }
}
