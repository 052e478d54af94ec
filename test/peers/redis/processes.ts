import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { AppSettings } from './app-process.ts'
import { bundle } from './bundle.ts'

export interface AppProcess {
  readonly id: number
  /** Where it can be reached; empty for a worker. */
  readonly url: string
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>
  /** Stops it where it is, as a machine that sleeps; `resume` lets it go on. */
  suspend(): void
  resume(): void
  /** Asks it to end; resolves with its exit status. */
  end(): Promise<number | null>
}

/** The processes of one app, each a Node of its own. */
export interface Processes {
  start(settings: Omit<AppSettings, 'folder'>): Promise<AppProcess>
  /** Which process began which run, in order. */
  starts(): Promise<readonly { readonly process: number; readonly word: string }[]>
  /** Processes that were asked to end, and have heard it. */
  endings(): Promise<readonly number[]>
  /** Lets the runs end that wait for this. */
  release(until: string): Promise<void>
  /** What all of them have written to standard error. */
  complaints(): string
  close(): Promise<void>
}

/** Builds what the processes run, of the sources as they are. */
export const appProcesses = async (): Promise<Processes> => {
  const built = await bundle('test/peers/redis/app-process.ts')
  const { folder, script } = built
  const children = new Set<ChildProcess>()
  let said = ''
  return {
    async start(settings) {
      const child = spawn(process.execPath, [script, JSON.stringify({ ...settings, folder } satisfies AppSettings)], {
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      children.add(child)
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      const { url } = await firstLine(child, () => said)
      const end = async (signal: NodeJS.Signals): Promise<number | null> => {
        if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
        const exit = once(child, 'exit')
        child.kill(signal)
        await exit
        return child.exitCode
      }
      return {
        id: child.pid ?? 0,
        url,
        kill: async () => void (await end('SIGKILL')),
        suspend: () => void child.kill('SIGSTOP'),
        resume: () => void child.kill('SIGCONT'),
        end: () => end('SIGTERM'),
      }
    },
    async starts() {
      return (await linesOf(join(folder, 'starts'))).map((line) => {
        const [process, word] = line.split(' ')
        return { process: Number(process), word: word ?? '' }
      })
    },
    endings: async () => (await linesOf(join(folder, 'endings'))).map(Number),
    release: (until) => writeFile(join(folder, until), ''),
    complaints: () => said,
    async close() {
      for (const child of children) child.kill('SIGKILL')
      await built.close()
    },
  }
}

/** Whole lines of a file that may not be there yet. */
const linesOf = async (path: string): Promise<string[]> =>
  (await readFile(path, 'utf8').catch(() => '')).split('\n').filter((line) => line !== '')

const firstLine = async (child: ChildProcess, complaints: () => string): Promise<{ url: string }> => {
  if (child.stdout === null) throw new Error('The process must be heard')
  const lines = createInterface(child.stdout)
  const line = await new Promise<string>((told, reject) => {
    lines.once('line', told)
    child.once('exit', (status) => reject(new Error(`The process ended with ${status}\n${complaints()}`)))
  })
  return JSON.parse(line) as { url: string }
}
