import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { build } from 'rolldown'

export interface Bundle {
  readonly folder: string
  /** The script Node can run. */
  readonly script: string
  close(): Promise<void>
}

const root = resolve(import.meta.dirname, '../../..')

/** Makes a script of the sources as they are, in a folder of its own; without `packages`, it finds none there. */
export const bundle = async (source: string, { packages = true } = {}): Promise<Bundle> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-redis-'))
  if (packages) await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  await build({
    input: join(root, source),
    platform: 'node',
    external: [/^node:/, /^[^./]/],
    output: { dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' },
    logLevel: 'silent',
  })
  return {
    folder,
    script: join(folder, basename(source).replace(/\.ts$/, '.mjs')),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}
