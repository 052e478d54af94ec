import { HfnError } from '../core/error.ts'
import { catalogOf, type Catalog, type Functions } from './catalog.ts'
import { callDialect } from './stream/dialect.ts'
import type { Feed } from './stream/feed.ts'
import { Feeds } from './stream/feeds.ts'
import { Files } from './files/files.ts'
import { settingsOf, type ServeOptions, type Settings } from './options.ts'
import { apiRoot } from './place.ts'
import { memoryQueue } from './queue/memory.ts'
import type { Queue } from './queue/queue.ts'
import { ServedRun, type RunParts } from './served-run.ts'
import type { FileStorage } from './files/storage.ts'

/** One call, as a route understood it. */
export interface Call extends Pick<RunParts, 'served' | 'given'> {
  readonly request: Request
  /** What the caller must name to cancel it; default: the run's own id. */
  readonly session?: string | undefined
}

const hasDisk = globalThis.process?.versions?.node !== undefined

const defaultStorage = async (): Promise<FileStorage> =>
  hasDisk
    ? (await import('./local-files.ts')).localStorage()
    : (await import('./files/memory-files.ts')).memoryStorage()

/**
 * Milliseconds before a run of Python's client may end while others of its session are under way: that client fails when
 * it reads the end before it has taken down the id of the run.
 */
const registering = 250
const isPython = ({ headers }: Request): boolean => headers.get('user-agent')?.startsWith('gradio_client/') === true

/** What the routes of one app share: its functions, their runs and its files. */
export class Service {
  readonly settings: Settings
  readonly catalog: Catalog
  readonly feeds: Feeds
  readonly files: Files
  /** Other than that of any earlier run of the app; small enough for every JSON reader. */
  readonly appId = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  readonly #queue: Queue
  readonly #runs = new Map<string, ServedRun>()
  #stopped = false

  constructor(functions: Functions, options: ServeOptions) {
    this.settings = settingsOf(options)
    const { timings, maxQueue, maxFileSize } = this.settings
    this.catalog = catalogOf(functions, options)
    this.feeds = new Feeds({ vanished: timings.vanished, keep: timings.results })
    this.files = new Files({
      storage: async () => options.files ?? defaultStorage(),
      maxFileSize,
      keep: timings.files,
    })
    this.#queue = memoryQueue(maxQueue)
  }

  /** Puts a call in line whose stream is its own. */
  call(call: Call): ServedRun {
    const id = newId()
    return this.#begin(call, this.feeds.open(id, callDialect), id)
  }

  /** Puts a call in line that tells of itself in a session's stream. */
  join(call: Call, feed: Feed): ServedRun {
    return this.#begin(call, feed, newId())
  }

  /** The pending run of this id, for who knows its session. */
  pending(id: unknown, session: unknown): ServedRun | undefined {
    const run = typeof id === 'string' ? this.#runs.get(id) : undefined
    return run?.session === session ? run : undefined
  }

  /** Stops all runs, tells their readers, removes all files. */
  async close(): Promise<void> {
    this.#stopped = true
    // Clients look for this very text.
    const reason = new HfnError('APP_STOPPED', 'Server stopped unexpectedly.')
    for (const feed of this.feeds.all()) feed.close(reason)
    this.feeds.close()
    await this.files.close()
  }

  #begin({ served, given, session, request }: Call, feed: Feed, id: string): ServedRun {
    if (this.#stopped) throw new HfnError('APP_STOPPED', 'Queue is stopped.', { status: 503 })
    const { files, settings } = this
    const run = new ServedRun({
      id,
      served,
      given,
      feed,
      files,
      settings,
      session: session ?? id,
      root: apiRoot(request.url, settings.basePath),
      queue: this.#queue,
      notBefore: feed.busy && isPython(request) ? performance.now() + registering : 0,
    })
    feed.add(run)
    try {
      this.#queue.enter(run)
    } catch (error) {
      feed.remove(run)
      throw error
    }
    this.#runs.set(id, run)
    void run.ended.then(() => this.#runs.delete(id))
    return run
  }
}

/** As Gradio writes event ids: 32 hexadecimal digits. */
const newId = (): string => crypto.randomUUID().replaceAll('-', '')
