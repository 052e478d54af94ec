import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HfnError } from '../../core/error.ts'
import { readError } from '../../gradio/local-file.ts'
import { versionWord } from './fresh-modules.ts'

/** What a module exports, by name. */
export type Module = Readonly<Record<string, unknown>>

/**
 * Imports a file, TypeScript too where Node runs it (22.18 and newer) or `tsx` is installed beside it.
 * @param version loads the file, and what it imports from its folder, as it is now (see `freshModules`)
 * @throws NO_SUCH_FILE, BAD_USAGE for another kind of file, or when TypeScript cannot be run, FUNCTION_FAILED when the module fails
 */
export const loadModule = async (file: string, version = 0): Promise<Module> => {
  const { isFile } = await stat(file).then(
    (found) => ({ isFile: found.isFile() }),
    (error: unknown) => {
      throw readError(error, file)
    },
  )
  if (!isFile || !/\.[cm]?[jt]sx?$/.test(file)) {
    throw new HfnError('BAD_USAGE', `${basename(file)} is no module that can be served`, {
      hint: 'Give a .ts, .js or .mjs file that exports a function.',
    })
  }
  const url = pathToFileURL(file)
  if (version > 0) url.searchParams.set(versionWord, String(version))
  try {
    return (await import(url.href)) as Module
  } catch (error) {
    if (!isCode(error, 'ERR_UNKNOWN_FILE_EXTENSION')) throw failed(file, error)
    return withTsx(file, url)
  }
}

const withTsx = async (file: string, url: URL): Promise<Module> => {
  let path: string
  try {
    // Its CommonJS twin, which is found this way, does not work.
    path = createRequire(file)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs')
  } catch {
    throw new HfnError('BAD_USAGE', `Node ${process.version} does not run ${basename(file)}: it is TypeScript`, {
      hint: 'Use Node 22.18 or newer, or install tsx beside it (npm install --save-dev tsx).',
    })
  }
  const tsx = (await import(pathToFileURL(path).href)) as { tsImport(url: string, parent: string): Promise<Module> }
  return tsx.tsImport(url.href, import.meta.url).catch((error: unknown) => {
    throw failed(file, error)
  })
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code

const failed = (file: string, cause: unknown): HfnError => {
  if (HfnError.is(cause)) return cause
  const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : 'it threw something that is no error'
  return new HfnError('FUNCTION_FAILED', `${basename(file)} cannot be loaded: ${said}`, {
    cause,
    hint: 'Run it again with --debug to see where.',
  })
}
