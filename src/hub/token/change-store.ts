import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { pause } from '../../core/pause.ts'
import { fileFailed } from '../cache/file-failed.ts'
import { placesOf, type Places } from '../places.ts'
import type { Environment } from '../settings.ts'
import { printSections, type Sections } from './ini.ts'
import { withLock } from './lock.ts'
import { isTemporary, replaceSecretFiles } from './replace-secret-files.ts'
import { parseStored, readContents, storeOf, type Contents, type Store } from './store.ts'

/** What is to be written; what is not named stays as it is. */
export interface StoreChange {
  /** `null` removes it. */
  readonly token?: string | null | undefined
  /** `null` removes them, what could not be read among them too. */
  readonly sections?: Sections | null | undefined
}

/** The logins come first: when the second file does not follow, none of them is lost. */
const filesOf = ({ token, sections }: StoreChange, places: Places): Map<string, string | undefined> => {
  const files = new Map<string, string | undefined>()
  if (sections !== undefined)
    files.set(places.storedTokens, sections === null || sections.size === 0 ? undefined : printSections(sections))
  if (token !== undefined) files.set(places.token, token ?? undefined)
  return files
}

const same = (one: Buffer | undefined, other: Buffer | undefined): boolean =>
  one === undefined || other === undefined ? one === other : one.equals(other)

const unchanged = async ({ token, stored }: Contents, places: Places): Promise<boolean> => {
  const now = await readContents(places)
  return same(now.token, token) && same(now.stored, stored)
}

/** How files are changed. */
export interface Changing {
  readonly env: Environment
  readonly warn: (text: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Moves a file aside that is about to be replaced by what could be read of it. */
const keep = async ({ storedTokens }: Places, warn: Changing['warn']): Promise<void> => {
  const aside = `${storedTokens}.damaged-${Date.now()}`
  await rename(storedTokens, aside)
  warn(`${storedTokens} could not be read as a whole; what it was is kept as ${aside}`)
}

/** Tries when other programs, which know nothing of our lock, change the files under our hands. */
const tries = 20

/**
 * Writes what `change` makes of what the files say; asked anew when another program was faster. To be used under the lock.
 * What could not be understood is kept beside. @throws FILE_FAILED
 */
export const changeStore = async (
  change: (store: Store) => StoreChange,
  { env, warn, signal }: Changing,
): Promise<void> => {
  const places = placesOf(env)
  for (let attempt = 1; attempt <= tries; attempt++) {
    const contents = await readContents(places)
    // Python's client empties the file before it writes.
    if (contents.stored?.length === 0 && attempt < 3) {
      await pause(20, signal)
      continue
    }
    const wanted = change(storeOf(contents, places))
    const files = filesOf(wanted, places)
    if (files.size === 0) return
    const written = await replaceSecretFiles(files, async () => {
      if (!(await unchanged(contents, places))) return false
      if (wanted.sections && !parseStored(contents.stored).sound) await keep(places, warn)
      return true
    })
    if (written) return
  }
  throw new HfnError('FILE_FAILED', `${places.storedTokens} changes all the time`, {
    hint: 'Is another program logging in again and again?',
  })
}

/** Works while no other process of hfn changes the files; removes what processes that were killed left there. */
export const lockStore = async <Result>({ env, signal }: Changing, work: () => Promise<Result>): Promise<Result> => {
  const folder = dirname(placesOf(env).token)
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw fileFailed(cause, folder)
  })
  return withLock(
    folder,
    async () => {
      const waste = await readdir(folder).then((names) => names.filter(isTemporary))
      await Promise.all(waste.map((name) => rm(join(folder, name), { force: true })))
      return work()
    },
    signal,
  )
}
