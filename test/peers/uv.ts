import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Taken when there is no uv on the PATH. */
const version = '0.13.8'

/** Finds the installer that makes the environments: the one on the PATH, or one of our own in `folder`, made with `python3`. */
export async function findUv(folder: string): Promise<string> {
  const onPath = await execute('uv', ['--version']).then(
    () => true,
    () => false,
  )
  if (onPath) return 'uv'
  const home = join(folder, `uv-${version}`)
  const own = join(home, 'bin', 'uv')
  if (!existsSync(own)) await install(home, join(folder, 'making', `uv-${randomUUID()}`))
  return own
}

/** uv is a program of its own: it does not mind that its folder is renamed. */
async function install(home: string, building: string): Promise<void> {
  try {
    await mkdir(building, { recursive: true })
    await execute('python3', ['-m', 'venv', building])
    await execute(join(building, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', `uv==${version}`])
    await rename(building, home).catch((error: unknown) => {
      if (!existsSync(join(home, 'bin', 'uv'))) throw error
    })
  } catch (error) {
    throw new Error(
      `Cannot install uv: install python3 (3.10 or newer, with its venv module) or uv itself, check the network, and run again (${said(error)})`,
    )
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}

/** What a program that failed has said, in one line. */
export function said(error: unknown): string {
  const text = (error instanceof Error && 'stderr' in error && String(error.stderr)) || String(error)
  return text.trim().replaceAll(/\s+/g, ' ').slice(-400)
}
