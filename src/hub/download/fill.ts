import { HfnError } from '../../core/error.ts'
import { pause } from '../../core/pause.ts'
import { oneLine } from '../../core/secret.ts'
import type { TreeFile } from '../cache/contract.ts'
import type { Filling } from './filling.ts'
import { receive } from './receive.ts'
import { Source } from './source.ts'
import { pieces, type Span } from './span.ts'
import { Tries } from './tries.ts'
import { Trouble } from './trouble.ts'

/** Files above this many bytes come over several connections. */
const parted = 32 * 1024 * 1024

/** Connections for one file, and bytes of a part: as many parts as keep them busy, but none too small to be worth a request. */
const width = 8
const smallestPart = 8 * 1024 * 1024
const largestPart = 16 * 1024 * 1024

/** Which kind of connection a file is fetched over. */
export const kindOf = ({ size }: TreeFile): 'small' | 'large' => (size > parted ? 'large' : 'small')

const partsOf = (file: TreeFile, missing: readonly Span[]): Span[] => {
  if (kindOf(file) === 'small') return [...missing]
  const length = Math.min(largestPart, Math.max(smallestPart, Math.ceil(file.size / (width * width))))
  return missing.flatMap((span) => pieces(span, length))
}

/** Fetches a part, trying again as long as that brings it forward. */
const fillPart = async (filling: Filling, source: Source, part: Span, whole: boolean): Promise<void> => {
  const { job, file, partial, signal } = filling
  const tries = new Tries()
  let at = part.start
  for (;;) {
    const before = at
    try {
      await job.slots.use(kindOf(file), signal, async () => {
        const all = at === 0 && part.end === file.size
        const span = all || whole ? undefined : { start: at, end: part.end }
        const answer = await source.open(span, signal)
        await receive(answer, filling, { start: at, end: part.end }, (end) => (at = end))
      })
      return
    } catch (failure) {
      if (!(failure instanceof Trouble) || failure.remedy !== 'again') throw failure
      const wait = tries.after(failure, whole ? 0 : at - before)
      if (whole) {
        job.progress.lose(partial)
        await partial.reset()
        at = 0
      }
      await pause(wait, signal)
    }
  }
}

/** Fetches all bytes that are missing. @throws Trouble when parts cannot be had */
const fillParts = async (filling: Filling, source: Source): Promise<void> => {
  const { file, partial } = filling
  const parts = partsOf(file, partial.missing)
  const stop = new AbortController()
  const signal = parts.length > 1 ? AbortSignal.any([filling.signal, stop.signal]) : filling.signal
  const worker = async (): Promise<void> => {
    for (let part = parts.shift(); part !== undefined; part = parts.shift())
      await fillPart({ ...filling, signal }, source, part, false)
  }
  const workers = Array.from({ length: Math.min(width, parts.length) }, async () => {
    try {
      await worker()
    } catch (failure) {
      stop.abort(failure)
      throw failure
    }
  })
  const ended = await Promise.allSettled(workers)
  const failed = ended.filter((each) => each.status === 'rejected')
  if (failed.length === 0) return
  // The first reason is the true one; the others were stopped by it.
  throw stop.signal.reason ?? failed[0]?.reason
}

/** Fetches what is missing of a file, in parts where the server gives parts. */
export const fill = async (filling: Filling): Promise<void> => {
  const { job, file, partial } = filling
  const source = new Source(job, file)
  try {
    await fillParts(filling, source)
  } catch (failure) {
    if (!(failure instanceof Trouble)) throw failure
    job.progress.lose(partial)
    await partial.reset()
    try {
      await fillPart(filling, source, { start: 0, end: file.size }, true)
    } catch (again) {
      throw again instanceof Trouble ? again.error : again
    }
  }
  if (partial.missing.length > 0) throw new HfnError('INTERNAL', `Bytes of ${oneLine(file.path)} were passed over`)
}
