import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import type { BuiltPage } from '../../../src/serve/page/built.ts'

const root = join(import.meta.dirname, '../../..')

const build = async (): Promise<BuiltPage> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-page-'))
  try {
    await promisify(execFile)(process.execPath, ['scripts/page.js', folder], { cwd: root })
    const { page } = (await import(pathToFileURL(join(folder, 'assets.js')).href)) as { readonly page: BuiltPage }
    return page
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

let built: Promise<BuiltPage> | undefined

/** The page as its sources are now; built once in each worker. */
export const builtPage = (): Promise<BuiltPage> => (built ??= build())
