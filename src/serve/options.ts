import type { Fetch } from '../core/options.ts'
import type { FileStorage } from './files/storage.ts'
import type { BuiltPage } from './page/built.ts'
import type { MakeQueue } from './queue/contract.ts'
import { withoutSlash } from './place.ts'

/** How one function is served. */
export interface FunctionOptions {
  /** Runs at the same time; functions of one group take the smallest of theirs. Default: the app's `concurrency`. */
  readonly concurrency?: number | undefined
  /** Functions of one group wait in one line; default: each has its own. */
  readonly group?: string | undefined
  /** `undocumented` is callable but not listed; `private` serves the page's author only: no client can call it. Default `public`. */
  readonly visibility?: 'public' | 'undocumented' | 'private' | undefined
  /**
   * Waiting calls that are given to the function together; default: one by one. Its parameters and outputs are then lists with
   * one value a call; callers see one item of each.
   */
  readonly batch?: number | undefined
  /** Milliseconds a run may take; none by default. */
  readonly timeout?: number | undefined
}

/** True, or the user's name, lets in; all else does not. */
export type Authenticate = (
  user: string,
  password: string,
  request: Request,
) => boolean | string | Promise<boolean | string>

export interface ServeOptions {
  /** Heading of the app; default `hfn`. */
  readonly title?: string | undefined
  /** Path the app is mounted under, such as `/demo`; default: read off each request. */
  readonly basePath?: string | undefined
  /** A sentence or two under the heading, as Markdown. */
  readonly description?: string | undefined
  /** Runs of one function at the same time; default 1. */
  readonly concurrency?: number | undefined
  /** How single functions are served, by their names. */
  readonly functions?: Readonly<Record<string, FunctionOptions>> | undefined
  /** Runs that may wait, all functions together; beyond, a join is answered 503. Default 16,384. */
  readonly maxQueue?: number | undefined
  /** Bytes one uploaded file may have; default 2 GiB. */
  readonly maxFileSize?: number | undefined
  /** Bytes all uploaded and produced files may have together; the longest unused go first. Default 10 GiB. */
  readonly quota?: number | undefined
  /** Bytes the JSON of one request may have; default 16 MiB. */
  readonly maxBody?: number | undefined
  /**
   * Where uploaded and produced files are kept: a folder, which other processes may share and which outlives the app, or a
   * storage of your own. Default: a temporary folder in Node, memory elsewhere.
   */
  readonly files?: FileStorage | string | undefined
  /** Folders and files of this computer that all who may use the app can read; hidden files are left out. Default: none. */
  readonly allowedPaths?: readonly string[] | undefined
  /** Folders and files below `allowedPaths` that stay closed. */
  readonly blockedPaths?: readonly string[] | undefined
  /** Fetches files that callers name by `http(s):` URL; default in Node: from public addresses only. False refuses them. */
  readonly fetchUrl?: Fetch | false | undefined
  /** Tell callers the text of any error; by default only of errors a function means them to see. */
  readonly showErrors?: boolean | undefined
  /** Told of every failed run, with the id its caller was shown. */
  readonly onError?: ((error: unknown, id: string) => void) | undefined
  /** Origins of other pages that may call this app, such as `https://example.com`; `*` lets all in, but without a login. */
  readonly origins?: readonly string[] | undefined
  /** Believe `X-Forwarded-Host`, `-Proto`, `-Prefix` and `-For` of the proxy in front; default: ignored. */
  readonly trustProxy?: boolean | undefined
  /** Who may use the app: passwords by user name, or a function that decides. Default: everybody. */
  readonly auth?: Readonly<Record<string, string>> | Authenticate | undefined
  /**
   * Signs logins, so that every process with the same secret knows them, after a restart too; at least 32 characters, one
   * secret for each app. Default: random, for this process.
   */
  readonly authSecret?: string | undefined
  /** Shown on the login page. */
  readonly authMessage?: string | undefined
  /** Runs, uploads and flags one address may start in a minute; beyond, 429 with Retry-After. Default: no limit. */
  readonly rateLimit?: number | undefined
  /** Origins whose pages may show this app in a frame; `*` lets all. Default: its own. */
  readonly frames?: readonly string[] | undefined
  /** Where runs wait and work; default: in this process. See `redisQueue`. */
  readonly queue?: MakeQueue | undefined
  /** Folder flagged runs are written to, as JSON lines and CSV; default: nothing can be flagged. */
  readonly flagFolder?: string | undefined
  /** The page at `/`; false: a plain list of the functions. Default: the page of this package. */
  readonly page?: BuiltPage | false | undefined
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
  /** How long a session's state is kept after its last use; default 3,600,000. */
  readonly sessions: number
  /** How long a login holds; default 604,800,000, a week. */
  readonly logins: number
  /** How long running work may go on when the app closes; default 30,000. */
  readonly drain: number
}

export interface Settings {
  readonly title: string
  readonly description: string | undefined
  readonly basePath: string | undefined
  readonly maxQueue: number
  readonly maxFileSize: number
  readonly maxBody: number
  readonly quota: number
  /** False: files by URL are refused; undefined: the default of where we are. */
  readonly fetchUrl: Fetch | false | undefined
  readonly showErrors: boolean
  readonly onError: (error: unknown, id: string) => void
  readonly origins: ReadonlySet<string>
  readonly trustProxy: boolean
  readonly auth: ServeOptions['auth']
  readonly authSecret: string | undefined
  readonly authMessage: string | undefined
  readonly rateLimit: number | undefined
  readonly frames: readonly string[]
  readonly flagFolder: string | undefined
  readonly page: BuiltPage | false | undefined
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
  description: options.description,
  basePath: options.basePath === undefined ? undefined : withoutSlash(options.basePath),
  maxQueue: options.maxQueue ?? 16_384,
  maxFileSize: options.maxFileSize ?? 2 * 1024 ** 3,
  maxBody: options.maxBody ?? 16 * 1024 ** 2,
  quota: options.quota ?? 10 * 1024 ** 3,
  fetchUrl: options.fetchUrl,
  showErrors: options.showErrors ?? false,
  onError: quiet(options.onError),
  origins: new Set(options.origins),
  trustProxy: options.trustProxy ?? false,
  auth: options.auth,
  authSecret: options.authSecret,
  authMessage: options.authMessage,
  rateLimit: options.rateLimit,
  frames: options.frames ?? [],
  flagFolder: options.flagFolder,
  page: options.page,
  timings: {
    heartbeat: 15_000,
    vanished: 60_000,
    results: 600_000,
    files: 3_600_000,
    sessions: 3_600_000,
    logins: 604_800_000,
    drain: 30_000,
    ...options.timings,
  },
})
