import { open, stat, utimes } from 'node:fs/promises'
import { nobody, ownerName, thisProcess } from './claim-owner.ts'
import type { Partial } from './contract.ts'
import { absent, discard, unless } from './file-failed.ts'
import {
  filesOf,
  flagOf,
  movePartial,
  partialsOf,
  removePartial,
  silence,
  type FoundPartial,
  type PartialFiles,
} from './partials.ts'
import { pause, takeTurn } from './wait.ts'

/** What is claimed: a content by the name its files begin with, in this folder. */
export interface Claimed {
  readonly folder: string
  readonly stem: string
}

export interface ClaimOptions {
  readonly signal?: AbortSignal | undefined
  readonly force: boolean
  /** The finished file, once it is there. */
  readonly finished: () => Promise<string | undefined>
  /** Milliseconds to wait for a process that gets no bytes before the content is fetched beside it; default five minutes. */
  readonly patience?: number | undefined
}

const create = async (path: string): Promise<void> => (await open(path, 'wx')).close()

const isFirst = ({ folder, stem }: Claimed): Promise<boolean> =>
  create(flagOf(folder, stem)).then(() => true, unless(['EEXIST'], false))

/** Makes the bytes of an owner that died or stopped ours. A name is one owner's and never used again, so no two can take the same. */
const takeOver = async (left: readonly FoundPartial[], own: PartialFiles): Promise<void> => {
  const [most, ...rest] = left
  if (most === undefined) return
  const now = new Date()
  await utimes(most.path, now, now).catch(unless(absent, undefined))
  await movePartial(most, own).catch(unless(absent, undefined))
  await Promise.all(rest.map(removePartial))
}

/**
 * One try to become the only owner. First our file is there, then others are looked for: of two that try at once none can miss
 * the other. Both step back then, and try again. Should two go on all the same, each has a file of its own.
 */
const attempt = async (
  what: Claimed,
  goesOn: (alive: readonly FoundPartial[]) => boolean,
): Promise<PartialFiles | undefined> => {
  const { folder, stem } = what
  const own = filesOf(folder, `${stem}.${ownerName(thisProcess())}`)
  await create(own.path)
  try {
    if (await isFirst(what)) return own
    const { mtimeMs: now } = await stat(own.path)
    const others = (await partialsOf(folder, now, stem)).filter(({ path }) => path !== own.path)
    if (goesOn(others.filter(({ isAlive }) => isAlive))) {
      await takeOver(
        others.filter(({ isAlive }) => !isAlive),
        own,
      )
      return own
    }
  } catch (cause) {
    await removePartial(own)
    throw cause
  }
  await removePartial(own)
  return undefined
}

/** Lets others be waited for as long as their files change. */
const patiently = (patience: number): ((alive: readonly FoundPartial[]) => boolean) => {
  let seen = ''
  let since = performance.now()
  return (alive) => {
    // Those without bytes are others that wait, and come and go.
    const state = alive.flatMap((other) => (other.bytes > 0 ? [other.state] : [])).join()
    if (state !== seen) since = performance.now()
    seen = state
    return alive.length === 0 || performance.now() - since > patience
  }
}

/** Gives a sign of life from time to time; ends with the function it gives. */
const keepFresh = ({ path }: PartialFiles): (() => void) => {
  const timer = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, silence / 6).unref()
  return () => clearInterval(timer)
}

const remove = async ({ folder, stem }: Claimed, own: PartialFiles): Promise<void> => {
  await removePartial(own)
  await discard(flagOf(folder, stem))
}

/** Leaves the bytes for a later run, under a name that is nobody's; none are no use to anybody. */
const giveUp = async (what: Claimed, own: PartialFiles): Promise<void> => {
  const found = await stat(own.path).catch(unless(absent, undefined))
  if (found?.size === 0) return remove(what, own)
  if (found === undefined) {
    await discard(own.notes)
    return discard(flagOf(what.folder, what.stem))
  }
  await movePartial(own, filesOf(what.folder, `${what.stem}.${ownerName(nobody)}`))
}

const owned = (what: Claimed, own: PartialFiles, { end, force }: { end: () => void; force: boolean }): Partial => {
  const stop = keepFresh(own)
  let released: Promise<void> | undefined
  const release = async (): Promise<void> => {
    stop()
    try {
      await giveUp(what, own)
    } finally {
      end()
    }
  }
  return { ...own, force, release: () => (released ??= release()) }
}

/**
 * A partial file that nobody else writes to, with the bytes that an owner left who died or stopped; or the finished file, when
 * another one completed it first. Waits for a living owner as long as it gets bytes.
 * @throws the reason of the abort, or what the disk says
 */
export const claim = async (what: Claimed, options: ClaimOptions): Promise<Partial | string> => {
  const { signal, force, finished, patience = 300_000 } = options
  const end = await takeTurn([what.folder, what.stem].join('/'), signal)
  let own: PartialFiles | undefined
  try {
    const goesOn = patiently(patience)
    for (let wait = 25; ; wait = Math.min(500, wait * 2)) {
      own = await attempt(what, goesOn)
      // Looked for last: it may have been completed just before the place became free.
      const path = await finished()
      if (path === undefined && own !== undefined) return owned(what, own, { end, force })
      if (path === undefined) await pause(wait, signal)
      else {
        if (own !== undefined) await remove(what, own)
        end()
        return path
      }
    }
  } catch (cause) {
    if (own !== undefined) await giveUp(what, own).catch(() => {})
    end()
    throw cause
  }
}
