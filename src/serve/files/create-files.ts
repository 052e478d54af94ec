import type { Fetch } from '../../core/options.ts'
import type { ServeOptions, Settings } from '../options.ts'
import { Files } from './files.ts'
import type { FileStorage } from './storage.ts'

const hasDisk = globalThis.process?.versions?.node !== undefined

const storageOf = async (files: ServeOptions['files']): Promise<FileStorage> => {
  if (typeof files === 'object') return files
  if (hasDisk) return (await import('../local-files.ts')).localStorage({ folder: files })
  return (await import('./memory-files.ts')).memoryStorage()
}

/** Fetches from public addresses only, where that can be made sure. */
const defaultFetch: Fetch | undefined = hasDisk
  ? async (input, init) => (await import('../node/public-fetch.ts')).publicFetch()(input, init)
  : undefined

async function* local(url: URL): AsyncGenerator<Uint8Array> {
  yield* (await import('../node/regular-file.ts')).readRegular(url)
}

/** The folders open to all; what other visitors sent stays closed, wherever it is kept. */
const openOf = ({ allowedPaths = [], blockedPaths = [], files, flagFolder }: ServeOptions) => {
  if (allowedPaths.length === 0 || !hasDisk) return undefined
  const own = [files, flagFolder].filter((path) => typeof path === 'string')
  const loading = import('../node/allowed-files.ts').then(({ allowedFiles }) =>
    allowedFiles({ allowed: allowedPaths, blocked: [...blockedPaths, ...own] }),
  )
  loading.catch(() => {})
  return async (path: string) => (await loading)(path)
}

/** The files of an app with these options. */
export const createFiles = (options: ServeOptions, settings: Settings): Files =>
  new Files({
    storage: () => storageOf(options.files),
    maxFileSize: settings.maxFileSize,
    quota: settings.quota,
    keep: settings.timings.files,
    open: openOf(options),
    local: hasDisk ? local : undefined,
    fetchUrl: settings.fetchUrl === undefined ? defaultFetch : settings.fetchUrl || undefined,
  })
