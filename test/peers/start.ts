import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, rmSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { environmentOf, groups, majorsOf } from './apps.ts'
import type { AppName, Group, GroupName, Major } from './apps.ts'
import { interpreter } from './environments.ts'
import { freePorts } from './ports.ts'

/** Milliseconds a server may take until it answers; seven seconds are usual, more on a busy machine. */
const patience = 180_000

/** Folders of servers that run. */
const folders = new Set<string>()

process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A running process and the apps in it. */
export interface Running {
  readonly urls: Partial<Record<AppName, string>>
  /** Everything the process has written so far. */
  log(): Promise<string>
  /** Ends the process and all it started; resolves when it is gone. */
  stop(): Promise<void>
}

/**
 * Starts the apps of a group on one major and waits until all of them answer.
 * They end with `stop()`, or with the process that started them, whatever ends it: their standard input is its.
 */
export async function start(major: Major, name: GroupName): Promise<Running> {
  try {
    return await attempt(major, name)
  } catch (error) {
    // Another run on this machine may have taken a port between our look and the server's start.
    if (/empty port|address already in use/i.test(String(error))) return attempt(major, name)
    throw error
  }
}

async function attempt(major: Major, name: GroupName): Promise<Running> {
  const group: Group = groups[name]
  const apps = (Object.keys(group.apps) as AppName[]).filter((app) => majorsOf(app).includes(major))
  const ports = await freePorts(apps.length)
  const folder = await mkdtemp(join(tmpdir(), `hfn-gradio-${major}-${name}-`))
  folders.add(folder)
  const script = await prepare(folder, group, major)
  const child = spawn(
    await interpreter(environmentOf(major)),
    [join(folder, 'run.py'), script, ...apps.map((app, at) => `${app}=${ports[at]}`)],
    { cwd: folder, env: environmentVariables(folder, ports[0] ?? 0), detached: true, stdio: 'pipe' },
  )
  const file = join(folder, 'server.log')
  const log = (): Promise<string> => readFile(file, 'utf8').catch(() => '')
  const stop = async (): Promise<void> => {
    await end(child)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    folders.delete(folder)
  }
  try {
    await answering({ child, file, apps: apps.length })
  } catch (error) {
    const text = await log()
    await stop()
    throw new Error(`Gradio ${major} does not start ${group.script}: ${String(error)}\n${text}`, { cause: error })
  }
  const urls = Object.fromEntries(apps.map((app, at) => [app, `http://127.0.0.1:${ports[at]}${group.apps[app] ?? ''}`]))
  return { urls, log, stop }
}

/** Copies the apps, so that what they write stays out of the checkout, and puts in the words this major wants. */
async function prepare(folder: string, { script, words }: Group, major: Major): Promise<string> {
  await cp(join(import.meta.dirname, 'apps'), folder, { recursive: true })
  const path = join(folder, script)
  const change = words?.[major]
  if (change) {
    const text = await readFile(path, 'utf8')
    if (!text.includes(change[0])) throw new Error(`${script} does not say ${change[0]}`)
    await writeFile(path, text.replace(...change))
  }
  return path
}

function environmentVariables(folder: string, port: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    GRADIO_ANALYTICS_ENABLED: 'False',
    GRADIO_SERVER_PORT: String(port),
    GRADIO_TEMP_DIR: join(folder, 'files'),
    HF_HUB_OFFLINE: '1',
    NO_PROXY: '127.0.0.1,localhost',
    PYTHONUNBUFFERED: '1',
    TMPDIR: folder,
    no_proxy: '127.0.0.1,localhost',
  }
}

/** Keeps the log in `file`; resolves when it has said of each app that it runs. */
async function answering({ child, file, apps }: { child: ChildProcess; file: string; apps: number }): Promise<void> {
  const log = createWriteStream(file)
  child.once('close', () => log.end())
  await new Promise<void>((resolve, reject) => {
    let running = 0
    const read = (line: string): void => {
      log.write(`${line}\n`)
      if (/running on .*http/i.test(line) && ++running === apps) resolve()
    }
    for (const input of [child.stdout, child.stderr]) if (input) createInterface(input).on('line', read)
    child.once('error', reject)
    child.once('close', (status) => reject(new Error(`it ended with status ${status}`)))
    setTimeout(() => reject(new Error(`no answer after ${patience / 1000} s`)), patience).unref()
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  process.kill(-child.pid, 'SIGKILL')
  await exit
}
