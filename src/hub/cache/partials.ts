import { readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, readOwner } from './claim-owner.ts'
import { absent, discard, unless } from './file-failed.ts'

const ending = '.incomplete'
const notesEnding = `.notes${ending}`

/** The two files of a partial. */
export interface PartialFiles {
  readonly path: string
  readonly notes: string
}

/** Bytes of one content that are not all there yet, as a file of somebody. */
export interface FoundPartial extends PartialFiles {
  /** Bytes on the disk. */
  readonly bytes: number
  readonly isAlive: boolean
  /** Changes as bytes come. */
  readonly state: string
}

/** The files of a partial with this name. They end as Python's unfinished files do, so that its `cache prune` knows them. */
export const filesOf = (folder: string, name: string): PartialFiles => ({
  path: join(folder, name + ending),
  notes: join(folder, name + notesEnding),
})

/** Lies there as long as a content has partials: where it is missing, none have to be looked for. */
export const flagOf = (folder: string, stem: string): string => join(folder, `${stem}.hfn${ending}`)

/** Milliseconds without a sign of life after which a process of another machine is taken for dead; it gives one six times as often. */
export const silence = 60_000

/** @param now the time by the clock that stamps the folder's files */
const look = async (folder: string, name: string, now: number): Promise<FoundPartial | undefined> => {
  const owner = readOwner(name.slice(name.lastIndexOf('.') + 1))
  if (owner === undefined) return undefined
  const { path, notes } = filesOf(folder, name)
  const found = await stat(path).catch(unless(absent, undefined))
  if (found === undefined) return undefined
  const noted = await stat(notes).catch(unless(absent, undefined))
  return {
    path,
    notes,
    // A file made as large as it will be has holes still.
    bytes: Math.min(found.size, found.blocks * 512),
    isAlive: await isAlive(owner, Math.abs(now - found.mtimeMs) < silence),
    state: [name, found.blocks, noted?.mtimeMs].join(' '),
  }
}

/** hfn's partials of one content, or of all when `stem` is missing, those with the most bytes first; Python's are none. */
export const partialsOf = async (folder: string, now: number, stem?: string): Promise<readonly FoundPartial[]> => {
  const begin = stem === undefined ? '' : `${stem}.hfn-`
  const names = (await readdir(folder).catch(unless(absent, [])))
    .filter((name) => name.startsWith(begin) && name.endsWith(ending) && !name.endsWith(notesEnding))
    .map((name) => name.slice(0, -ending.length))
  const found = await Promise.all(names.map((name) => look(folder, name, now)))
  return found.filter((one) => one !== undefined).toSorted((one, other) => other.bytes - one.bytes)
}

/** Moves a partial to another name: its bytes first, for notes without bytes would promise too much. */
export const movePartial = async (from: PartialFiles, to: PartialFiles): Promise<void> => {
  await rename(from.path, to.path)
  await rename(from.notes, to.notes).catch(unless(absent, undefined))
}

export const removePartial = async ({ path, notes }: PartialFiles): Promise<void> => {
  await discard(notes)
  await discard(path)
}
