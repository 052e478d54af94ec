import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { pause } from '../../core/pause.ts'
import { isAlive, ownerName, readOwner, thisProcess, type Owner } from '../cache/claim-owner.ts'
import { fileFailed } from '../cache/file-failed.ts'
import { takeTurn } from '../cache/wait.ts'

/** Milliseconds for which a ticket counts whose process cannot be asked after; no work under the lock takes half as long. */
const freshness = 60_000

/** Milliseconds to wait for the others. */
const patience = 90_000

const ownerOf = (name: string): Owner | undefined => readOwner(/^\.(hfn-.+)\.lock$/.exec(name)?.[1] ?? '')

/** The tickets of others that still count; those left behind are removed, which harms nobody, for no name comes twice. */
const rivals = async (folder: string, own: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const name of await readdir(folder)) {
    const owner = name === own ? undefined : ownerOf(name)
    if (owner === undefined) continue
    const about = await stat(join(folder, name)).catch(() => undefined)
    if (about === undefined) continue
    if (await isAlive(owner, Date.now() - about.mtimeMs < freshness)) found.push(name)
    else await rm(join(folder, name), { force: true })
  }
  return found
}

/** Puts up a ticket, then looks: of two who do so, one at least sees the other's. */
const enter = async (folder: string, signal: AbortSignal | undefined): Promise<string> => {
  const end = Date.now() + patience
  while (Date.now() < end) {
    const own = `.${ownerName(thisProcess())}.lock`
    const path = join(folder, own)
    try {
      await writeFile(path, '', { flag: 'wx', mode: 0o600 })
      if ((await rivals(folder, own)).length === 0) return path
      await rm(path, { force: true })
    } catch (error) {
      await rm(path, { force: true })
      throw fileFailed(error, folder)
    }
    await pause(10 + Math.random() * 40, signal)
  }
  throw new HfnError('TIMEOUT', `Another process keeps the tokens in ${folder} locked`, {
    hint: `If there is none, remove ${join(folder, '.hfn-*.lock')}`,
  })
}

/**
 * Works while no other process of hfn changes files of this folder. The lock of a process that ended is no lock.
 * @throws TIMEOUT when the others take a minute and a half
 */
export const withLock = async <Result>(
  folder: string,
  work: () => Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> => {
  // Within this process there is no need to ask the disk.
  const end = await takeTurn(`tokens in ${folder}`, signal)
  try {
    const ticket = await enter(folder, signal)
    try {
      return await work()
    } finally {
      await rm(ticket, { force: true })
    }
  } finally {
    end()
  }
}
