import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

/** Milliseconds after which a program is broken. */
const patience = 600_000

/** How often its memory is looked at, in milliseconds: the system keeps the most it ever held. */
const every = 5

/** Runs the program and says what all its threads spent; first its own number, then the shell's `times`. */
const shell = '"$@" <&0 >/dev/null & echo $! >&3; wait $!; status=$?; times >&3; exit $status'

const highest = (/** @type {number} */ pid) => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** `0m1.234s` in milliseconds. */
const milliseconds = (/** @type {string} */ time) => {
  const [, minutes, seconds] = /^(\d+)m([\d.]+)s$/.exec(time) ?? []
  return Number(minutes) * 60_000 + Number(seconds) * 1000
}

/**
 * A running program: its number once it has one, and what it spent when it has ended: wall time and CPU (user and system) in
 * milliseconds, the most memory it held in MB, and the status it ended with.
 * @param {string[]} words @param {Record<string, string>} environment
 */
export const start = (words, environment) => {
  const begin = performance.now()
  const child = spawn('sh', ['-c', shell, 'sh', ...words], {
    env: { PATH: process.env.PATH, LANG: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  const said = text(child.stderr)
  const told = child.stdio[3]
  let report = ''
  let pid = 0
  let peak = 0
  const numbered = new Promise((resolve) => {
    told.setEncoding('utf8').on('data', (piece) => {
      report += piece
      if (pid !== 0 || !report.includes('\n')) return
      pid = Number(report.split('\n')[0])
      resolve(pid)
    })
  })
  const look = setInterval(() => (peak = Math.max(peak, highest(pid))), every)
  const guard = setTimeout(() => pid !== 0 && process.kill(pid, 'SIGKILL'), patience)
  const ended = once(child, 'close').then(async ([status]) => {
    const wall = performance.now() - begin
    clearInterval(look)
    clearTimeout(guard)
    // The second line of `times` is that of the programs it ran.
    const spent = report.trim().split('\n').at(-1).split(' ').map(milliseconds)
    return { wall, cpu: spent[0] + spent[1], peak: (peak * 1024) / 1e6, status, said: await said }
  })
  return { numbered, ended }
}
