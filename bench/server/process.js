/** What another process costs, as Linux tells. */
import { readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'

const ticks = Number(execFileSync('getconf', ['CLK_TCK']))

/** Milliseconds of CPU it has spent, user and system, all threads. */
export const cpuOf = (/** @type {number} */ pid) => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) / ticks) * 1000
}

const line = (/** @type {number} */ pid, /** @type {string} */ name) => {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]) * 1024
}

/** Bytes of memory it holds, and the most it ever held. */
export const heldBy = (/** @type {number} */ pid) => line(pid, 'VmRSS')
export const peakOf = (/** @type {number} */ pid) => line(pid, 'VmHWM')

/** How many files, and so connections, a process may have open. */
export const openFiles = () => {
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim()
  return limit === 'unlimited' ? Infinity : Number(limit)
}
