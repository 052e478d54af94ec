import type { Callable, Job, RunOptions } from '../callable/callable.ts'
import type { FileData, FileInput, FileValue } from '../callable/file.ts'
import { resolveInput } from '../callable/input.ts'
import { startJob } from '../callable/job.ts'
import type { Finished, Run } from '../callable/run.ts'
import { HfnError } from '../core/error.ts'
import type { Answer } from '../core/http.ts'
import type { Options } from '../core/options.ts'
import type { Config } from '../wire/config.ts'
import { pathsOf } from '../wire/path.ts'
import { readEndpoints, type Endpoint } from '../wire/endpoint.ts'
import type { AnyFunctions, App, ConnectOptions, FetchInit, ResultsOptions, Sent, UploadOptions } from './app.ts'
import { hasGone, refusalOf } from './changed-app.ts'
import type { Connection } from './connection.ts'
import { describeApp, type Description } from './describe-app.ts'
import { createEndpointTable, type EndpointTable } from './endpoints.ts'
import { createHeartbeat, type Heartbeat } from './heartbeat.ts'
import { informationRequest, readInformation } from './information.ts'
import { kindOf, type ProtocolKind } from './protocol/choose.ts'
import { directProtocol } from './protocol/direct.ts'
import type { Line, Protocol } from './protocol/protocol.ts'
import { createLine } from './line.ts'
import { remoteFile } from './remote-file.ts'
import { createSubmission, prepareData, runBy, type RunnerOptions } from './runner.ts'
import type { Transport } from './transport.ts'
import { createUploader } from './upload.ts'

/** The app a connection leads to. */
export class ConnectedApp<Functions extends object = AnyFunctions> implements App<Functions> {
  readonly url: string
  readonly session: string
  readonly protocol: string
  readonly #transport: Transport
  readonly #options: ConnectOptions
  readonly #connection: Connection
  readonly #kind: ProtocolKind
  readonly #line: Line
  readonly #runner: RunnerOptions
  readonly #heartbeat: Heartbeat
  readonly #closing = new AbortController()
  readonly #protocols = new Map<string, Protocol>()
  #description: Description
  #table: EndpointTable
  #fn: Functions | undefined
  /** The app may be another since it was described. */
  #stale = false

  constructor(transport: Transport, description: Description, options: ConnectOptions) {
    const { base, prefix, config } = description
    this.#transport = transport
    this.#description = description
    this.#options = options
    this.url = base
    this.session = options.session ?? crypto.randomUUID()
    this.protocol = options.protocol ?? config.protocol
    this.#kind = kindOf(this.protocol)
    this.#connection = {
      http: transport.http,
      base,
      prefix,
      headers: transport.headers,
      maxFileSize: config.maxFileSize,
    }
    this.#runner = {
      connection: this.#connection,
      uploader: createUploader(this.#connection, { fetchUrls: this.#kind.fetchUrls }),
      diffs: this.#kind.diffs,
    }
    this.#line = createLine(transport, this.#connection, {
      config: () => this.config,
      silence: options.timeouts?.silence,
      closed: this.#closing.signal,
    })
    this.#heartbeat = createHeartbeat(
      transport.http,
      `${base}${pathsOf(prefix).heartbeat(this.session)}`,
      this.#closing.signal,
    )
    this.#table = this.#makeTable(description)
  }

  get title(): string | undefined {
    return this.config.title
  }

  get version(): string {
    return this.config.version
  }

  get config(): Config {
    return this.#description.config
  }

  get cookies(): Readonly<Record<string, string>> {
    return this.#transport.cookies.all
  }

  get functions(): ReadonlyMap<string, Callable> {
    return this.#table.functions
  }

  get fn(): Functions {
    this.#fn ??= this.#makeFunctions()
    return this.#fn
  }

  function(name: string): Callable {
    return this.#table.callable(name)
  }

  run(name: string, input?: object | readonly unknown[], options?: RunOptions): Job {
    return this.function(name).run(input, options)
  }

  async info({ signal }: Options = {}): Promise<unknown> {
    const { base, prefix, information } = this.#description
    return information ?? readInformation(this.#transport.http, informationRequest(base, prefix, signal))
  }

  async send(name: string, input: object | readonly unknown[] = {}, options: RunOptions = {}): Promise<Sent> {
    // A session of its own, so that following it takes no messages from the other runs of this one; nothing of it is kept here.
    const named = this.#options.session !== undefined
    const session = named ? this.session : crypto.randomUUID()
    const protocol = named ? this.#protocolOf(session) : this.#kind.make(this.#line, session)
    if (protocol.post === undefined) {
      throw new HfnError(
        'BAD_USAGE',
        `An app that speaks ${this.protocol} ties a run to its connection: it cannot be sent and left`,
        {
          hint: 'Run it and wait: hfn call <app> <function>',
        },
      )
    }
    const found = this.#table.find(name)
    const post = (run: Run) => async (endpoint: Endpoint) => {
      const data = await prepareData(this.#runner, endpoint, resolveInput(endpoint.parameters, input), run)
      return { data: [await protocol.post?.({ endpoint, data, run })] }
    }
    const [eventId] = await startJob((run) => this.#current(found, post(run)), options).outputs()
    return { app: this.url, function: found.name, eventId: String(eventId), session, protocol: this.protocol }
  }

  results(sent: Sent | string, options: ResultsOptions = {}): Job {
    const { eventId, session, protocol } =
      typeof sent === 'string' ? { eventId: sent, session: sent, protocol: 'call' } : sent
    const { maxHeartbeats, ...runOptions } = options
    return startJob(async (run) => {
      const endpoint = this.#table.find(typeof sent === 'string' ? '' : sent.function)
      const followed = this.#protocolOf(session, protocol)
      if (followed.follow === undefined) {
        throw new HfnError('BAD_USAGE', `Runs of protocol ${protocol} cannot be followed later`)
      }
      const runner = { ...this.#runner, diffs: kindOf(protocol).diffs }
      const submission = createSubmission(runner, endpoint, run, { maxHeartbeats })
      submission.accepted?.(eventId)
      try {
        return await followed.follow(eventId, submission)
      } finally {
        if (session !== this.session) this.#protocols.delete(`${protocol} ${session}`)
      }
    }, runOptions)
  }

  async upload(files: readonly FileInput[], options: UploadOptions = {}): Promise<FileData[]> {
    const sent = await this.#runner.uploader.upload(files, options)
    return sent.map((file) => remoteFile(this.#connection, file).toJSON())
  }

  file(file: FileData): FileValue {
    return remoteFile(this.#connection, file)
  }

  async fetch(path: string, init: FetchInit = {}): Promise<Answer> {
    return this.#transport.http({ ...init, url: `${this.url}/${path.replace(/^\/+/, '')}` })
  }

  async close(): Promise<void> {
    this.#closing.abort(new HfnError('CANCELLED', 'The connection to the app was closed'))
    this.#transport.http.close()
  }

  #makeTable({ config, information }: Description): EndpointTable {
    const run = (endpoint: Endpoint, input: Readonly<Record<string, unknown>>, run: Run): Promise<Finished> =>
      this.#run(endpoint, input, run)
    return createEndpointTable(readEndpoints(config, information), run, {
      base: this.url,
      undocumented: this.#options.undocumented,
    })
  }

  /** Null-prototype, so that an endpoint called `constructor` or `then` is nothing but a function. */
  #makeFunctions(): Functions {
    const functions: Functions = Object.create(null)
    for (const name of this.functions.keys()) {
      Object.defineProperty(functions, name, {
        enumerable: true,
        value: (input?: object, options?: RunOptions) => this.run(name, input, options),
      })
    }
    return functions
  }

  #protocolOf(session: string, name = this.protocol): Protocol {
    const key = `${name} ${session}`
    const known = this.#protocols.get(key)
    if (known !== undefined) return known
    const fresh = kindOf(name).make(this.#line, session)
    this.#protocols.set(key, fresh)
    return fresh
  }

  async #run(endpoint: Endpoint, input: Readonly<Record<string, unknown>>, run: Run): Promise<Finished> {
    if (endpoint.stateful && this.config.connectHeartbeat) this.#heartbeat.start()
    // Gradio 3 opens its queue only to the functions that are in it.
    const direct = this.protocol === 'ws' && !endpoint.queued
    const protocol = direct ? directProtocol(this.#line, this.session) : this.#protocolOf(this.session)
    return this.#current(endpoint, (current) => runBy(protocol, this.#runner, current, { input, run }))
  }

  /** Calls an endpoint where it is now: anew when the app refused a call it has not taken, and has changed. */
  async #current<Result>(endpoint: Endpoint, call: (endpoint: Endpoint) => Promise<Result>): Promise<Result> {
    try {
      if (!this.#stale) return await call(endpoint)
      await this.#describe()
      return await call(this.#table.find(endpoint.name))
    } catch (error) {
      // An app that went away took the files with it that it was sent.
      const refused = refusalOf(error)
      this.#stale ||= hasGone(error)
      if (this.#stale || refused === 'another app') this.#runner.uploader.forget()
      if (refused === undefined) throw error
      await this.#describe()
      const fresh = this.#table.find(endpoint.name)
      if (fresh.index === endpoint.index && refused !== 'another app') throw error
      return call(fresh)
    }
  }

  /** Reads anew what the app says of itself; when it cannot, all stays as it was. */
  async #describe(): Promise<void> {
    const { prefix } = this.#options
    const description = await describeApp(this.#transport, this.url, { prefix }).catch(() => undefined)
    if (description === undefined) return
    this.#stale = false
    this.#description = description
    this.#table = this.#makeTable(description)
    this.#fn = undefined
  }
}
