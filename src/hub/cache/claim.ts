import { open, stat, utimes, type FileHandle } from 'node:fs/promises'
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

/** A file of ours. */
interface Own {
  readonly files: PartialFiles
  /** Undefined when it holds the bytes of another. */
  readonly handle: FileHandle | undefined
}

/** What became of a try. */
interface Attempt {
  readonly own: Own | undefined
  /** Milliseconds by which the disk's clock is before ours; undefined when nobody else has to be looked for. */
  readonly skew: number | undefined
}

/** Makes a file that was not there before, whatever links somebody put there. */
const create = (path: string): Promise<FileHandle> => open(path, 'wx+')

const isFirst = async ({ folder, stem }: Claimed): Promise<boolean> => {
  const flag = await create(flagOf(folder, stem)).catch(unless(['EEXIST'], undefined))
  await flag?.close()
  return flag !== undefined
}

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
const attempt = async (what: Claimed, goesOn: (alive: readonly FoundPartial[]) => boolean): Promise<Attempt> => {
  const { folder, stem } = what
  const files = filesOf(folder, `${stem}.${ownerName(thisProcess())}`)
  const handle = await create(files.path)
  let skew: number | undefined
  try {
    if (await isFirst(what)) return { own: { files, handle }, skew }
    const { mtimeMs } = await handle.stat()
    skew = mtimeMs - Date.now()
    const others = (await partialsOf(folder, mtimeMs, stem)).filter(({ path }) => path !== files.path)
    if (goesOn(others.filter(({ isAlive }) => isAlive))) {
      const left = others.filter(({ isAlive }) => !isAlive)
      if (left.length === 0) return { own: { files, handle }, skew }
      await handle.close()
      await takeOver(left, files)
      return { own: { files, handle: undefined }, skew }
    }
  } catch (cause) {
    await handle.close()
    await removePartial(files)
    throw cause
  }
  await handle.close()
  await removePartial(files)
  return { own: undefined, skew }
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

/** Removes what is left of a content that is complete: ours, and where there were others, that of those who died. */
const clear = async ({ folder, stem }: Claimed, { own, skew }: Attempt, moved = false): Promise<void> => {
  await own?.handle?.close()
  if (own !== undefined) await (moved ? discard(own.files.notes) : removePartial(own.files))
  if (skew !== undefined) {
    const others = await partialsOf(folder, Date.now() + skew, stem)
    await Promise.all(others.filter(({ isAlive }) => !isAlive).map(removePartial))
  }
  await discard(flagOf(folder, stem))
}

/** Leaves the bytes for a later run, under a name that is nobody's; none are no use to anybody. */
const giveUp = async (what: Claimed, tried: Attempt & { readonly own: Own }): Promise<void> => {
  const { files, handle } = tried.own
  await handle?.close()
  const found = await stat(files.path).catch(unless(absent, undefined))
  if (found === undefined || found.size === 0) return clear(what, { ...tried, skew: undefined })
  await movePartial(files, filesOf(what.folder, `${what.stem}.${ownerName(nobody)}`))
}

const owned = (
  what: Claimed,
  tried: Attempt & { readonly own: Own },
  { end, force }: { end: () => void; force: boolean },
): Partial => {
  const { files, handle } = tried.own
  const stop = keepFresh(files)
  let released: Promise<void> | undefined
  const release = async (moved: boolean): Promise<void> => {
    stop()
    try {
      await (moved ? clear(what, tried, moved) : giveUp(what, tried))
    } finally {
      end()
    }
  }
  return { ...files, handle, force, release: (moved = false) => (released ??= release(moved)) }
}

/**
 * A partial file that nobody else writes to, with the bytes that an owner left who died or stopped; or the finished file, when
 * another one completed it first. Waits for a living owner as long as it gets bytes.
 * @throws the reason of the abort, or what the disk says
 */
export const claim = async (what: Claimed, options: ClaimOptions): Promise<Partial | string> => {
  const { signal, force, finished, patience = 300_000 } = options
  const end = await takeTurn([what.folder, what.stem].join('/'), signal)
  let tried: Attempt = { own: undefined, skew: undefined }
  try {
    const goesOn = patiently(patience)
    for (let wait = 25; ; wait = Math.min(500, wait * 2)) {
      tried = await attempt(what, goesOn)
      const { own, skew } = tried
      // Looked for last: it may have been completed just before the place became free.
      const path = await finished()
      if (path === undefined && own !== undefined) return owned(what, { own, skew }, { end, force })
      if (path === undefined) await pause(wait, signal)
      else {
        await clear(what, tried)
        end()
        return path
      }
    }
  } catch (cause) {
    const { own, skew } = tried
    if (own !== undefined) await giveUp(what, { own, skew }).catch(() => {})
    end()
    throw cause
  }
}
