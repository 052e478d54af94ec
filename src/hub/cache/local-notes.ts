import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { etagOf, type TreeFile } from './contract.ts'
import { hashFile } from './content-hash.ts'
import type { Enclosure } from './enclosure.ts'
import { absent, unless } from './file-failed.ts'

/** Seconds by which a file may seem younger than its note: the clocks of disk and program. Python's client allows a whole one. */
const leeway = 0.01

/** Below the user's folder: what is known of its files, as Python's client notes it. */
export const notesFolder = '.cache/huggingface'

const noteOf = (path: string): string => `${notesFolder}/download/${path}.metadata`

interface Note {
  readonly commit: string
  readonly etag: string
  /** Seconds since 1970. */
  readonly time: number
}

const readNote = async (root: string, path: string): Promise<Note | undefined> => {
  const text = await readFile(join(root, noteOf(path)), 'utf8').catch(() => '')
  const [commit = '', etag = '', time = ''] = text.split('\n').map((line) => line.trim())
  return etag !== '' && time !== '' && Number.isFinite(Number(time)) ? { commit, etag, time: Number(time) } : undefined
}

/** Notes that the file holds this content now. */
export const noteContent = (enclosure: Enclosure, file: TreeFile, commit: string): Promise<void> =>
  enclosure.note(noteOf(file.path), `${commit}\n${etagOf(file)}\n${Date.now() / 1000}\n`)

/** What is noted of the user's file, unless it has changed since; 'unknown' when it might hold the content all the same. */
export const currentNote = async ({ root }: Enclosure, file: TreeFile): Promise<Note | 'unknown' | undefined> => {
  const found = await stat(join(root, file.path)).catch(unless(absent, undefined))
  if (found?.isFile() !== true || found.size !== file.size) return undefined
  const note = await readNote(root, file.path)
  return note !== undefined && found.mtimeMs / 1000 <= note.time + leeway ? note : 'unknown'
}

/** The hash of the user's file, if it can be this content: as noted when it has not changed since, else as read now. */
const hashOf = async (
  { root }: Enclosure,
  file: TreeFile,
  note: Note | 'unknown' | undefined,
): Promise<string | undefined> =>
  note === 'unknown' ? hashFile(join(root, file.path), { etag: etagOf(file), size: file.size }) : note?.etag

/** Whether the user's file holds this content. */
export const holds = async (enclosure: Enclosure, file: TreeFile): Promise<boolean> =>
  (await hashOf(enclosure, file, await currentNote(enclosure, file))) === etagOf(file)

/** The same; notes what was found. */
export const holdsNoted = async (enclosure: Enclosure, file: TreeFile, commit: string): Promise<boolean> => {
  const note = await currentNote(enclosure, file)
  if ((await hashOf(enclosure, file, note)) !== etagOf(file)) return false
  if (typeof note !== 'object' || note.commit !== commit) await noteContent(enclosure, file, commit)
  return true
}
