import { mkdir, open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { csvLine } from '../flag/csv.ts'
import type { FlagRecord, FlagStore } from '../flag/flag-record.ts'

/** Bytes a file of flags may have: strangers write it. */
const largest = 256 * 1024 ** 2
/** CSV files of one function, which has a new one when its parameters change. */
const most = 100

/** Writes every flag as a line of `<function>.jsonl` and one of `<function>.csv`, one flag after the other. */
export const flagFolder = (folder: string): FlagStore => {
  let last: Promise<unknown> = Promise.resolve()
  const write = async (record: FlagRecord): Promise<void> => {
    await mkdir(folder, { recursive: true })
    const place = join(folder, fileName(record.function))
    await append(`${place}.jsonl`, `${JSON.stringify(record)}\n`)
    await appendRow(place, record)
  }
  return {
    write(record) {
      const written = last.then(() => write(record)).catch(fail)
      last = written.catch(() => {})
      return written
    },
  }
}

/** The function's name as a file may be called everywhere; it stays in its folder. */
const fileName = (name: string): string =>
  encodeURIComponent(name.replaceAll(/\p{Surrogate}|[.*]/gu, '_')).slice(0, 150)

const appendRow = async (place: string, { inputs, outputs, flag, timestamp, user }: FlagRecord): Promise<void> => {
  const columns = [...Object.keys(inputs), ...Object.keys(outputs), 'flag', 'user', 'timestamp']
  const header = csvLine(columns)
  const row = csvLine([...Object.values(inputs), ...Object.values(outputs), flag, user, timestamp])
  for (let count = 1; count <= most; count++) {
    const file = `${place}${count === 1 ? '' : `-${count}`}.csv`
    if (await append(file, row, header)) return
  }
  throw new HfnError('FILE_FAILED', 'There are too many files of flags', {
    hint: 'Move the old ones away.',
    status: 507,
  })
}

/** Adds text to a file, after the header when it is new; false when the file begins with another header. */
const append = async (path: string, text: string, header = ''): Promise<boolean> => {
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    if (size + text.length > largest) {
      throw new HfnError('FILE_FAILED', 'The file of flags is full', { hint: 'Move it away.', status: 507 })
    }
    if (size > 0 && header !== '' && (await headOf(file, header)) !== header) return false
    // One write: others that append to the file never stand in between.
    await file.appendFile(size === 0 ? header + text : text)
    return true
  } finally {
    await file.close()
  }
}

const headOf = async (file: FileHandle, header: string): Promise<string> => {
  const length = Buffer.byteLength(header)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0)
  return buffer.toString('utf8', 0, bytesRead)
}

const fail = (cause: unknown): never => {
  if (HfnError.is(cause)) throw cause
  const full = cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')
  throw new HfnError('FILE_FAILED', full ? 'There is no room for flags any more' : 'The flag could not be written', {
    cause,
    status: full ? 507 : 500,
  })
}
