import { constants, type Stats } from 'node:fs'
import { access, open, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HfnError } from '../core/error.ts'
import { oneLine } from '../core/secret.ts'
import { mediaTypeOf } from './media-type.ts'
import type { MultipartFile } from './multipart.ts'

/** Bytes read at once; measured fastest, and little beside what a process needs anyway. */
const piece = 1024 * 1024

const kindOf = (stats: Stats): string => {
  if (stats.isDirectory()) return 'a folder'
  if (stats.isFIFO()) return 'a pipe'
  if (stats.isSocket()) return 'a socket'
  return 'a device'
}

const reasons: Readonly<Record<string, readonly [reason: string, hint: string]>> = {
  ENOENT: ['No such file', 'Check the path; it starts at the current folder.'],
  ENOTDIR: ['No such file', 'A part of the path is a file, not a folder.'],
  EACCES: ['Not allowed to read', 'Check the permissions of the file and its folders.'],
  EPERM: ['Not allowed to read', 'Check the permissions of the file and its folders.'],
  EISDIR: ['Not a file but a folder', 'Name a file in it.'],
}

/** A file of this computer as something to send. */
interface LocalFile extends MultipartFile {
  readonly size: number
  readonly repeatable: true
  /** Its path, size and time of change. */
  readonly key: string
}

/** What went wrong with reading a file of this computer. */
export const readError = (cause: unknown, path: string): HfnError => {
  if (HfnError.is(cause)) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  const [reason, hint] = reasons[code] ?? [
    `Cannot read (${code || String(cause)})`,
    'Is it open in another program, or on a disk that is gone?',
  ]
  return new HfnError(reason === 'No such file' ? 'NO_SUCH_FILE' : 'BAD_FILE', `${reason}: ${oneLine(path)}`, {
    hint,
    cause,
  })
}

const checked = (stats: Stats, path: string): Stats => {
  if (stats.isFile()) return stats
  throw new HfnError('BAD_FILE', `Not a file but ${kindOf(stats)}: ${oneLine(path)}`, {
    hint: stats.isDirectory()
      ? 'Give the files in it one by one, or pack them.'
      : 'Give a regular file, or pipe the content in.',
  })
}

const changed = (path: string, before: Stats, now: Stats): HfnError =>
  new HfnError(
    'FILE_FAILED',
    `${oneLine(path)} changed while it was being sent: ${before.size} bytes before, ${now.size} now`,
    {
      hint: 'Send it again when nothing writes to it any more.',
    },
  )

/** Reads exactly the file that was looked at before; FILE_FAILED when it is another one now, or becomes one. */
async function* readSame(path: string, before: Stats): AsyncGenerator<Uint8Array> {
  // Without O_NONBLOCK, a pipe put in the file's place would never open.
  const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    for (let rest = before.size; ;) {
      const now = await handle.stat()
      const same = checked(now, path).size === before.size && now.mtimeMs === before.mtimeMs
      if (!same) throw changed(path, before, now)
      if (rest === 0) return
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafe(Math.min(piece, rest)))
      if (bytesRead === 0) throw changed(path, before, await handle.stat())
      rest -= bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/**
 * A file of this computer as something to send; nothing is read yet.
 * NO_SUCH_FILE when there is none, BAD_FILE for a folder, a pipe, a device and what may not be read.
 */
export const localFile = async (place: string | URL): Promise<LocalFile> => {
  const given = String(place)
  try {
    const path = resolve(place instanceof URL ? fileURLToPath(place) : place)
    const before = checked(await stat(path), path)
    await access(path, constants.R_OK)
    return {
      name: basename(path),
      type: mediaTypeOf(path),
      size: before.size,
      repeatable: true,
      key: `${path}\0${before.size}\0${before.mtimeMs}`,
      read: async function* () {
        try {
          yield* readSame(path, before)
        } catch (cause) {
          throw readError(cause, path)
        }
      },
    }
  } catch (cause) {
    throw readError(cause, given)
  }
}
