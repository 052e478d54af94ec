import type { Answer, Timeouts } from '../core/http.ts'
import type { ConnectionOptions, Options } from '../core/options.ts'
import type { ReachOptions } from '../core/reachable.ts'
import type { Callable, Job, RunOptions, Source, UploadProgress } from '../callable/callable.ts'
import type { FileData, FileInput, FileValue } from '../callable/file.ts'
import type { Config } from '../wire/config.ts'

export interface ConnectOptions extends ConnectionOptions, Omit<ReachOptions, 'timeout'> {
  /** Sent as `Authorization: Bearer` to the origin of the app only. */
  readonly token?: string | undefined
  /** Logs in at `/login`; the cookies are kept for this connection. */
  readonly auth?: readonly [user: string, password: string] | undefined
  /** Cookies to start with, by name; what a former connection's `cookies` gave. */
  readonly cookies?: Readonly<Record<string, string>> | undefined
  /** Continue a session; default: a fresh random one. State on the server hangs on it. */
  readonly session?: string | undefined
  /** Force a protocol, such as `call`; default: what the app's config says. */
  readonly protocol?: string | undefined
  /** Where the API lives below the app, such as `gradio_api`, when neither config nor the usual places tell. */
  readonly prefix?: string | undefined
  /** Also offer endpoints that info does not document. */
  readonly undocumented?: boolean | undefined
  readonly timeouts?: Partial<Timeouts & StreamTimeouts & StartTimeouts> | undefined
}

interface StartTimeouts {
  /** Milliseconds an app that sleeps may take until it runs; default ten minutes. */
  readonly start: number
}

export interface StreamTimeouts {
  /** Milliseconds a stream may be silent before a run is given up; default 45,000, three of Gradio's heartbeats. */
  readonly silence: number
}

/** The functions of an app nobody has written types for. */
export type AnyFunctions = Readonly<Record<string, (input?: object | readonly unknown[], options?: RunOptions) => Job>>

/** A running Gradio app of any version from 3.50 on: its endpoints are functions. */
export interface App<Functions extends object = AnyFunctions> extends Source {
  /** Where the app is, without a slash at its end. */
  readonly url: string
  readonly title: string | undefined
  /** Gradio's version there, as the app says it. */
  readonly version: string
  readonly protocol: string
  readonly session: string
  readonly config: Config
  readonly functions: ReadonlyMap<string, Callable>
  /** The functions to call by name: `app.fn.op1({ duration: 2 })`; typed by what `hfn types` writes. */
  readonly fn: Functions
  /** The function whose name fits: exactly, or without regard to case, slash, dash and underscore where only one does. NO_SUCH_FUNCTION names the nearest. */
  function(name: string): Callable
  /** Starts a run of the named function; it may be left out when the app has one only. */
  run(name: string, input?: object | readonly unknown[], options?: RunOptions): Job
  /** The endpoints as the app documents them (`/info`), or as derived from its config. */
  info(options?: Options): Promise<unknown>
  /** Sends a run without waiting for it. */
  send(name: string, input?: object | readonly unknown[], options?: RunOptions): Promise<Sent>
  /** The events of a run sent earlier, here or elsewhere: attach by event id. */
  results(sent: Sent | string, options?: ResultsOptions): Job
  /** Sends files to the app; FileData in the same order. */
  upload(files: readonly FileInput[], options?: UploadOptions): Promise<FileData[]>
  /** A file of the app as a value that can be read and saved. */
  file(file: FileData): FileValue
  /** Any request below the app's address, with its credentials. */
  fetch(path: string, init?: FetchInit): Promise<Answer>
  /** Cookies to continue with later. */
  readonly cookies: Readonly<Record<string, string>>
}

/** A run that was sent: JSON, so another process can ask for its results. */
export interface Sent {
  readonly app: string
  readonly function: string
  readonly eventId: string
  readonly session: string
  /** Which streaming protocol holds its events. */
  readonly protocol: string
}

export interface ResultsOptions extends RunOptions {
  /** Stop listening after this many heartbeats in a row without anything else; the run goes on and can be asked again. */
  readonly maxHeartbeats?: number | undefined
}

export interface UploadOptions extends Options {
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined
}

export interface FetchInit extends Options {
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: string | Uint8Array | undefined
}
