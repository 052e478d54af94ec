import { randomBytes } from 'node:crypto'
import { lstat, mkdir, readdir, realpath, rename, stat, writeFile } from 'node:fs/promises'
import { join, posix, sep } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { absent, discard, unless } from './file-failed.ts'
import { codeOf } from '../../core/system-error.ts'

/** A folder that is written to and that nothing is written out of, whatever links somebody put into it. */
export interface Enclosure {
  readonly root: string
  /** Makes a folder below the root and gives its path; '' is the root. @throws FILE_FAILED when a link leads out */
  folder(path: string): Promise<string>
  /** Writes a small file whole or not at all; does nothing where the disk refuses, for a note can be done without. */
  note(path: string, text: string): Promise<void>
  /** A new path for something unfinished; what a crash leaves there, `cache prune` of hfn and of Python's client removes. */
  unfinished(name: string): Promise<string>
  /** Forgets which folders it has made: somebody removed them. */
  forget(): void
}

const leadsOut = (path: string, root: string): HfnError =>
  new HfnError('FILE_FAILED', `${oneLine(path, 1000)} is a link that leads out of ${oneLine(root, 1000)}`, {
    hint: 'Nothing is written through it. Remove it if you did not put it there.',
  })

const isBelow = (path: string, root: string): boolean => path === root || path.startsWith(root.replace(/[/\\]?$/, sep))

/** The folder a path lies in, '' for the root's. */
export const parentOf = (path: string): string => posix.dirname(path).replace(/^\.$/, '')

/** Makes one folder in an existing one. */
const makeOne = async (path: string, root: string): Promise<void> => {
  const refusal: unknown = await mkdir(path).catch((cause: unknown) => cause)
  if (refusal === undefined) return
  const found = await lstat(path).catch(unless(['ENOENT'], undefined))
  if (found === undefined) throw refusal
  if (found.isDirectory()) return
  if (!found.isSymbolicLink() || !isBelow(await realpath(path), await realpath(root))) throw leadsOut(path, root)
  if (!(await stat(path)).isDirectory()) throw leadsOut(path, root)
}

/** @param unfinished folder below the root for what is not finished */
export const openEnclosure = (root: string, unfinished: string): Enclosure => {
  const made = new Map<string, Promise<string>>()

  const make = async (path: string): Promise<string> => {
    if (path === '') {
      await mkdir(root, { recursive: true })
      return root
    }
    await folder(parentOf(path))
    const own = join(root, path)
    await makeOne(own, root)
    return own
  }

  const folder = (path: string): Promise<string> => {
    const known = made.get(path)
    if (known !== undefined) return known
    const making = make(path)
    made.set(path, making)
    making.catch(() => made.delete(path))
    return making
  }

  const unfinishedPath: Enclosure['unfinished'] = async (name) =>
    join(await folder(unfinished), `${name}.${randomBytes(4).toString('hex')}.incomplete`)

  return {
    root,
    folder,
    unfinished: unfinishedPath,
    forget: () => made.clear(),
    async note(path, text) {
      try {
        const target = join(await folder(parentOf(path)), posix.basename(path))
        const temporary = await unfinishedPath('note')
        try {
          await writeFile(temporary, text, { flag: 'wx' })
          await rename(temporary, target)
        } catch (cause) {
          await discard(temporary)
          throw cause
        }
      } catch (cause) {
        if (HfnError.is(cause) || codeOf(cause) === '') throw cause
      }
    },
  }
}

/** A folder of the enclosure, seen as one. */
export const within = (outer: Enclosure, path: string): Enclosure => ({
  root: join(outer.root, path),
  folder: (inner) => outer.folder(posix.join(path, inner)),
  note: (inner, text) => outer.note(posix.join(path, inner), text),
  unfinished: (name) => outer.unfinished(name),
  forget: () => outer.forget(),
})

/** Does the work, and does it again with its folders made anew when somebody removed them meanwhile. */
export const remaking = async <Result>(enclosure: Enclosure, work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work()
  } catch (cause) {
    if (codeOf(cause) !== 'ENOENT') throw cause
    enclosure.forget()
    return work()
  }
}

/** True when there is no such folder, or nothing in it. */
export const isEmpty = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(unless(['ENOENT'], []))).length === 0

/** True when something lies there, a link included. */
export const exists = async (path: string): Promise<boolean> =>
  (await lstat(path).catch(unless(absent, undefined))) !== undefined
