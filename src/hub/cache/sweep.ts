import { randomBytes } from 'node:crypto'
import { lstat, readFile, readlink, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { absent, unless } from './file-failed.ts'

/** Milliseconds in which a client of Python that found the content in the store has noted that it uses it. */
const moment = 50

/** A line of a list: a blob of a repo, from the cache on. */
const reference = /^(?:model|dataset|space|kernel)s--[^/]+\/blobs\/[^/]+$/

const listOf = (stored: string): string => `${stored}.refs`

const readList = (stored: string): Promise<string | undefined> =>
  readFile(listOf(stored), 'utf8').catch(unless(absent, undefined))

const leadsTo = async (path: string, stored: string): Promise<boolean> => {
  const target = await readlink(path).catch(unless([...absent, 'EINVAL'], undefined))
  return target !== undefined && resolve(dirname(path), target) === stored
}

/** The blobs of repos that use a content of the store; undefined when its list is missing, which is no reason to remove it. */
export const usersOf = async (cache: string, stored: string): Promise<readonly string[] | undefined> => {
  const list = await readList(stored)
  if (list === undefined || !(await lstat(listOf(stored))).isFile()) return undefined
  const users = new Set<string>()
  for (const line of list.split(/\r?\n/)) {
    const path = join(cache, line)
    if (reference.test(line) && !line.includes('..') && (await leadsTo(path, stored))) users.add(path)
  }
  return [...users]
}

/**
 * Removes a content of the store when no repo uses it; gives the bytes that became free. Lists are left as they are: lines that
 * are true no more are passed over by Python's client too. Node cannot take Python's lock, so the content is put aside first, and
 * put back when somebody noted meanwhile that he uses it.
 */
export const sweep = async (cache: string, stored: string): Promise<number> => {
  const users = await usersOf(cache, stored)
  if (users === undefined || users.length > 0) return 0
  const [found, before] = await Promise.all([lstat(stored).catch(unless(absent, undefined)), readList(stored)])
  if (found?.isFile() !== true) return 0
  const aside = `${stored}.${randomBytes(4).toString('hex')}.incomplete`
  await rename(stored, aside)
  await sleep(moment)
  if ((await readList(stored)) !== before) {
    await rename(aside, stored)
    return 0
  }
  await rm(aside, { force: true })
  await rm(listOf(stored), { force: true })
  return found.nlink > 1 ? 0 : found.size
}
