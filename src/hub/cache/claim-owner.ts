import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'

/** Who writes to a partial file; it is written into the file's name, so that it is there from the first moment on. */
export interface Owner {
  /** Of the machine since it started, and of the container. */
  readonly host: string
  readonly pid: number
  /** When that process began, as the system counts it; '0' where the system does not tell. */
  readonly start: string
}

/** Owned by nobody: kept for a later run. */
export const nobody: Owner = { host: '0', pid: 0, start: '0' }

const quietly = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

/** Process ids mean something in one container of one machine until it starts anew. */
const hostOf = (): string => {
  const boot = quietly(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'))
  const space = quietly(() => readlinkSync('/proc/self/ns/pid'))
  return createHash('sha256').update([hostname(), boot, space].join('\n')).digest('hex').slice(0, 8)
}

/** When a process began: field 22 of Linux' /proc/<pid>/stat, counted behind the name, which may hold anything; '' once it ended. */
const startIn = (stat: string): string => {
  const [state = '', ...more] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return /[ZX]/.test(state) ? '' : (more[18] ?? '0')
}

let own: Owner | undefined

/** This process. */
export const thisProcess = (): Owner =>
  (own ??= {
    host: hostOf(),
    pid: process.pid,
    start: quietly(() => startIn(readFileSync('/proc/self/stat', 'utf8'))) || '0',
  })

/** A part of a file's name that nobody else uses: `hfn-<host>-<pid>-<start>-<random>`. */
export const ownerName = ({ host, pid, start }: Owner): string =>
  `hfn-${host}-${pid}-${start}-${randomBytes(4).toString('hex')}`

/** Reads `ownerName`; undefined when it is none. */
export const readOwner = (name: string): Owner | undefined => {
  const [, host, pid, start] = /^hfn-([0-9a-f]{1,8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{8}$/.exec(name) ?? []
  return host === undefined || start === undefined ? undefined : { host, pid: Number(pid), start }
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Whether the owner still lives: a process of this machine is asked for, with its start where the system tells it;
 * of a process elsewhere, or one whose start is not known, all that can be seen is whether it keeps its file fresh.
 */
export const isAlive = async ({ host, pid, start }: Owner, isFresh: boolean): Promise<boolean> => {
  if (pid === 0) return false
  if (host !== thisProcess().host) return isFresh
  if (!isRunning(pid)) return false
  const now = await readFile(`/proc/${pid}/stat`, 'utf8').then(startIn, () => '0')
  return start === '0' || now === '0' ? isFresh : now === start
}
