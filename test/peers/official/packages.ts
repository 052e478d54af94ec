import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cacheFolder } from '../environments.ts'
import { said } from '../uv.ts'

const execute = promisify(execFile)

const npm = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--no-audit', '--no-fund', '--silent']

const making = new Map<string, Promise<string>>()

/** The folder of exactly this version of a package, in the peers' cache; npm makes it when it is missing. */
export const packageFolder = (name: string, version: string): Promise<string> => {
  const home = join(cacheFolder(), `${name.replace(/\W+/g, '-')}-${version}`)
  const folder = join(home, 'node_modules', name)
  const found =
    making.get(folder) ?? (existsSync(folder) ? Promise.resolve(folder) : make(home, folder, `${name}@${version}`))
  making.set(folder, found)
  return found
}

/** Built under a name of its own and renamed when complete: whoever is first wins, nobody sees half a package. */
async function make(home: string, folder: string, wanted: string): Promise<string> {
  const building = join(cacheFolder(), 'making', `npm-${randomUUID()}`)
  try {
    await mkdir(building, { recursive: true })
    await execute('npm', [...npm, '--prefix', building, wanted])
    await rename(building, home).catch((error: unknown) => {
      if (!existsSync(folder)) throw error
    })
    return folder
  } catch (error) {
    throw new Error(
      `Cannot install ${wanted}: check the network and npm's registry setting, and run again (${said(error)})`,
    )
  } finally {
    await rm(building, { recursive: true, force: true })
  }
}
