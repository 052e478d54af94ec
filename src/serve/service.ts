import { HfnError } from '../core/error.ts'
import type { Message } from '../wire/message.ts'
import { sessionKey, userOf } from './auth/user.ts'
import type { AppDefinition, Blueprint } from './blueprint.ts'
import { catalogOf, isDefinition, type Catalog, type Functions, type ServedFunction } from './catalog.ts'
import { createFiles } from './files/create-files.ts'
import { appIdOf } from './describe/app-id.ts'
import type { Files } from './files/files.ts'
import { settingsOf, type ServeOptions, type Settings } from './options.ts'
import { apiRoot } from './place.ts'
import type { Queue, Task } from './queue/contract.ts'
import { memoryQueue } from './queue/memory.ts'
import { worker } from './queue/worker.ts'
import { memorySessions, type SessionStore } from './session-store.ts'
import { queueDialect } from './stream/dialect.ts'
import { burst, isPython, registered } from './stream/registered.ts'
import { Streams } from './stream/streams.ts'

/** One call, as a route understood it. */
export interface Call extends Pick<Task, 'given'> {
  readonly served: ServedFunction
  readonly request: Request
  /** What the caller must name to cancel it; default: the run's own id. */
  readonly session?: string | undefined
}

export interface CloseOptions {
  /** Default: `timings.drain`. */
  readonly drain?: number | undefined
}

/** What the routes of one app share: its functions, their runs and its files. */
export class Service {
  readonly settings: Settings
  readonly catalog: Catalog
  /** The app's own page, when it has one. */
  readonly blueprint: Blueprint | undefined
  readonly streams: Streams
  readonly files: Files
  /** See `appIdOf`. */
  readonly appId: number
  readonly #queue: Promise<Queue>
  readonly #memory: SessionStore
  #closing: Promise<void> | undefined

  constructor(functions: Functions | AppDefinition, options: ServeOptions) {
    const { title, description, blueprint } = isDefinition(functions) ? functions : {}
    this.settings = settingsOf({
      ...options,
      title: options.title ?? title,
      description: options.description ?? description,
    })
    const { timings, maxQueue, onError } = this.settings
    this.catalog = catalogOf(functions, options)
    this.appId = appIdOf(this.catalog, options.queue !== undefined)
    this.blueprint = blueprint
    this.files = createFiles(options, this.settings)
    this.#memory = memorySessions({ keep: timings.sessions })
    let sessions = this.#memory
    const perform = worker({
      catalog: this.catalog,
      files: this.files,
      settings: this.settings,
      sessions: () => sessions,
    })
    const make = options.queue ?? memoryQueue
    // Made by a promise, so that a queue that cannot be made refuses runs instead of the whole app.
    this.#queue = Promise.resolve().then(() =>
      make({
        lines: this.catalog.lines,
        maxQueue,
        perform,
        entered: (task) => this.streams.entered(task),
        skipped: (stream, reports) => this.streams.skipped(stream, reports),
        settled: (stream, reports) => this.streams.settled(stream, reports),
        report: (task, report) => this.streams.report(task, report),
      }),
    )
    this.#queue.then(
      (queue) => (sessions = queue.sessions ?? sessions),
      (error) => onError(error, 'queue'),
    )
    this.streams = new Streams({
      queue: this.#queue,
      timings,
      outputs: (name) => this.catalog.named(name)?.callable.output.length ?? 0,
      onError,
    })
  }

  /** Puts a call in line whose stream is its own; resolves with its id. */
  async call(call: Call): Promise<Task> {
    const task = this.#task(call, 'call')
    await this.streams.get(task.id)
    await this.#enter(task)
    return task
  }

  /** Puts a call in line that tells of itself in its session's stream. */
  async join(call: Call & { readonly session: string }): Promise<Task> {
    const task = this.#task(call, 'visit')
    const feed = await this.streams.get(task.session)
    if (feed !== undefined && feed.dialect !== queueDialect) {
      throw new HfnError('BAD_ARGUMENT', 'Session hash is no session.', { status: 400 })
    }
    await feed?.open()
    if (feed !== undefined && isPython(call.request)) {
      feed.hold(
        task.id,
        registered(call.request, () => feed.held - 1),
      )
      feed.linger(burst(feed.held))
    }
    await this.#enter(task)
    return task
  }

  /** Stops a run, for who knows its session. */
  async cancel(task: Pick<Task, 'id' | 'session'>): Promise<void> {
    await (await this.#queue).cancel(task)
  }

  /** The last message of a call's run. */
  async ended({ id }: Task): Promise<Message | undefined> {
    return (await this.streams.get(id))?.find(id)?.ended
  }

  /** Refuses what is new, lets what runs go on for a while, stops it, tells all readers, removes all files. */
  close({ drain = this.settings.timings.drain }: CloseOptions = {}): Promise<void> {
    return (this.#closing ??= this.#close(drain))
  }

  async #close(drain: number): Promise<void> {
    try {
      await drained(await this.#queue, drain)
    } catch (error) {
      this.settings.onError(error, 'queue')
    }
    this.streams.close()
    await this.#memory.close()
    await this.files.close()
  }

  async #enter(task: Task): Promise<void> {
    if (this.#closing !== undefined) throw new HfnError('APP_STOPPED', 'Queue is stopped.', { status: 503 })
    await (await this.#queue).enter(task)
  }

  #task({ served, given, session, request }: Call, kind: Task['kind']): Task {
    const id = newId()
    const root = apiRoot(request.url, this.settings.basePath)
    return {
      id,
      session: session ?? sessionKey(request, id),
      kind,
      function: served.callable.name,
      given,
      root,
      user: userOf(request),
    }
  }
}

const drained = async (queue: Queue, drain: number): Promise<void> => {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), drain)
  try {
    await queue.drain(patience.signal)
  } finally {
    clearTimeout(timer)
    await queue.close()
  }
}

/** As Gradio writes event ids: 32 hexadecimal digits. */
const newId = (): string => crypto.randomUUID().replaceAll('-', '')
