import { HfnError } from '../../core/error.ts'
import { recordOf, textOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { repoName } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import type { Due, Item, Mode, Target } from './contract.ts'
import { bytesOf, isSame } from './hash.ts'
import type { Meter } from './meter.ts'

/** Bytes of a file's start that the Hub looks at to tell text from what is none (huggingface_hub's _commit_api.py). */
const sampleSize = 512

/** Files that are read at once. */
const readers = 4

/** What the Hub says of a file before it is sent. */
interface Verdict {
  readonly mode: Mode
  readonly ignored: boolean
  /** The id of the file there is. */
  readonly id: string | undefined
}

/** Who asks for what. */
export interface Asking {
  readonly hub: HubClient
  readonly target: Target
  readonly signal: AbortSignal
  readonly meter: Meter
}

const sampleOf = async (item: Item): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytesOf(item, sampleSize)) pieces.push(piece)
  return Buffer.concat(pieces).toString('base64')
}

const unclear = (): HfnError =>
  new HfnError('BAD_ANSWER', 'The Hub does not say how it wants the files', { hint: 'Is HF_ENDPOINT right?' })

const verdictsOf = (answer: unknown): Map<string, Verdict> => {
  const { files } = recordOf(answer)
  if (!Array.isArray(files)) throw unclear()
  return new Map(
    files.map((file) => {
      const { path, uploadMode: mode, shouldIgnore, oid } = recordOf(file)
      if (typeof path !== 'string' || (mode !== 'lfs' && mode !== 'regular')) throw unclear()
      return [path, { mode, ignored: shouldIgnore === true, id: textOf(oid) }]
    }),
  )
}

const ask = async ({ hub, target, signal }: Asking, items: readonly Item[]): Promise<Map<string, Verdict>> => {
  const { repo, revision, createPullRequest } = target
  const files = []
  for (const item of items) files.push({ path: item.path, size: item.size, sample: await sampleOf(item) })
  const answer = await hub.json({
    method: 'POST',
    path: apiRoute(repo, 'preupload', encoded(revision)),
    query: createPullRequest ? { create_pr: 1 } : undefined,
    json: { files },
    about: repoName(repo),
    retry: 'patient',
    signal,
  })
  return verdictsOf(answer)
}

/** The files of these that have to be sent; those that the repo has already, or ignores, are left out. */
export const dueOf = async (asking: Asking, items: readonly Item[]): Promise<readonly Due[]> => {
  const { signal, meter } = asking
  const verdicts = await ask(asking, items)
  const due: Due[] = []
  const judge = async (item: Item): Promise<void> => {
    const verdict = verdicts.get(item.path)
    if (verdict === undefined) throw unclear()
    // The storage of large files takes no empty ones.
    const candidate: Due = { ...item, mode: item.size === 0 ? 'regular' : verdict.mode }
    let read = 0
    const onBytes = (bytes: number): void => meter.set('hashing', item, (read += bytes))
    const same = verdict.id !== undefined && (await isSame(candidate, verdict.id, { signal, onBytes }))
    if (same || verdict.ignored) meter.finish(item)
    else due.push(candidate)
  }
  const waiting = [...items]
  const lane = async (): Promise<void> => {
    try {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await judge(item)
    } catch (error) {
      waiting.length = 0
      throw error
    }
  }
  await Promise.all(Array.from({ length: readers }, lane))
  return due
}
