import type { Fetch } from '../core/options.ts'
import type { FileStorage } from './files/storage.ts'
import { withoutSlash } from './place.ts'

export interface ServeOptions {
  /** Heading of the app; default `hfn`. */
  readonly title?: string | undefined
  /** Path the app is mounted under, such as `/demo`; default: read off each request. */
  readonly basePath?: string | undefined
  /** Runs of one function at the same time, for all functions or by name; default 1. */
  readonly concurrency?: number | Readonly<Record<string, number>> | undefined
  /** Runs that may wait, all functions together; beyond, a join is answered 503. Default 16,384. */
  readonly maxQueue?: number | undefined
  /** Bytes one uploaded file may have; default 2 GiB. */
  readonly maxFileSize?: number | undefined
  /** Where uploaded and produced files are kept; default: a temporary folder in Node, memory elsewhere. */
  readonly files?: FileStorage | undefined
  /** Fetches files that callers name by `http(s):` URL; without it they are refused. */
  readonly fetchUrl?: Fetch | undefined
  /** Tell callers the text of any error; by default only of errors a function means them to see. */
  readonly showErrors?: boolean | undefined
  /** Told of every failed run, with the id its caller was shown. */
  readonly onError?: ((error: unknown, id: string) => void) | undefined
  /** Origins of other pages that may call this app, such as `https://example.com`; `*` lets all in. */
  readonly origins?: readonly string[] | undefined
  readonly timings?: Partial<Timings> | undefined
}

/** Milliseconds. */
export interface Timings {
  /** Between signs of life on a silent stream; default 15,000, as Gradio. */
  readonly heartbeat: number
  /** How long a session's runs go on when its last reader has left; default 60,000. */
  readonly vanished: number
  /** How long a finished result can be read; default 600,000. */
  readonly results: number
  /** How long a file is kept after its last use; default 3,600,000. */
  readonly files: number
}

export interface Settings {
  readonly title: string
  readonly basePath: string | undefined
  readonly maxQueue: number
  readonly maxFileSize: number
  readonly fetchUrl: Fetch | undefined
  readonly showErrors: boolean
  readonly onError: (error: unknown, id: string) => void
  readonly origins: ReadonlySet<string>
  readonly timings: Timings
}

/** A listener that fails must not take the run's answer with it. */
const quiet =
  (listener: ServeOptions['onError']): Settings['onError'] =>
  (error, id) => {
    try {
      listener?.(error, id)
    } catch {
      // There is nobody else to tell.
    }
  }

/** The options with every default filled in. */
export const settingsOf = (options: ServeOptions): Settings => ({
  title: options.title ?? 'hfn',
  basePath: options.basePath === undefined ? undefined : withoutSlash(options.basePath),
  maxQueue: options.maxQueue ?? 16_384,
  maxFileSize: options.maxFileSize ?? 2 * 1024 ** 3,
  fetchUrl: options.fetchUrl,
  showErrors: options.showErrors ?? false,
  onError: quiet(options.onError),
  origins: new Set(options.origins),
  timings: {
    heartbeat: 15_000,
    vanished: 60_000,
    results: 600_000,
    files: 3_600_000,
    ...options.timings,
  },
})
