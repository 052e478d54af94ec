import type { ServedApp } from '../../serve/index.ts'

export type FakeRepoType = 'model' | 'dataset' | 'space'

/** Content of a file: text, bytes, or so many bytes made as they are asked for (bytes of a fixed pattern; large files cost no memory). */
export type FakeContent = string | Uint8Array | { readonly bytes: number; readonly seed?: number | undefined }

/** A file and how the Hub stores it: in git (default for text below 10 MB), as a large file (default for all else), or as a large file with Xet. */
export type FakeFile =
  | FakeContent
  | { readonly content: FakeContent; readonly stored?: 'git' | 'lfs' | 'xet' | undefined }

export interface FakeRepo {
  readonly type?: FakeRepoType | undefined
  /** `owner/name`. */
  readonly id: string
  readonly files?: Readonly<Record<string, FakeFile>> | undefined
  readonly private?: boolean | undefined
  readonly gated?: 'auto' | 'manual' | undefined
  readonly disabled?: boolean | undefined
  /** Ids this repo had before: they answer with a redirect. */
  readonly formerly?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
  readonly downloads?: number | undefined
  readonly likes?: number | undefined
  readonly trendingScore?: number | undefined
  readonly pipelineTag?: string | undefined
  readonly libraryName?: string | undefined
  readonly createdAt?: string | undefined
  readonly lastModified?: string | undefined
  /** What stands at the head of its README. */
  readonly cardData?: Readonly<Record<string, unknown>> | undefined
  /** More of what the Hub says of a repo, by the Hub's names: `inferenceProviderMapping`, `safetensors`, `gguf`, `models`, … */
  readonly more?: Readonly<Record<string, unknown>> | undefined
  readonly sdk?: string | undefined
  readonly space?: FakeSpace | undefined
}

/** How a Space runs. */
export interface FakeSpace {
  /** Default RUNNING. */
  readonly stage?: string | undefined
  /** Answers below the Space's own host once it runs. */
  readonly app?: Pick<ServedApp, 'fetch'> | undefined
  /** Stages a wake-up or restart goes through; default BUILDING and APP_STARTING, 30 ms each. */
  readonly starting?: FakeSteps | undefined
  /** Where the start ends; default RUNNING. */
  readonly ends?: string | undefined
  readonly errorMessage?: string | undefined
  readonly hardware?: string | undefined
  readonly logs?: Readonly<Partial<Record<'run' | 'build', readonly string[]>>> | undefined
}

export interface FakeUser {
  readonly name: string
  readonly token: string
  readonly organizations?: readonly string[] | undefined
  readonly isPro?: boolean | undefined
  /** What the token may do; default `write`. */
  readonly role?: 'read' | 'write' | 'fineGrained' | undefined
  /** Name of the token; default `<name>-token`. */
  readonly tokenName?: string | undefined
  /** Gated repos this user was let into. */
  readonly granted?: readonly string[] | undefined
}

/** A dedicated endpoint: what the service says of it, and how it moves. */
export interface FakeEndpoint {
  readonly namespace: string
  readonly name: string
  readonly repository: string
  /** Default `running`. */
  readonly state?: string | undefined
  /** States a start goes through; default pending and initializing, 30 ms each. */
  readonly starting?: FakeSteps | undefined
  /** Where a start ends; default `running`. */
  readonly ends?: string | undefined
  /** Answers at the endpoint's own address once it runs; default: 200 and `{}`. */
  readonly app?: Pick<ServedApp, 'fetch'> | undefined
  /** Path that says whether it is healthy; default `/health`. */
  readonly healthRoute?: string | undefined
  /** Who may call it; default `authenticated`. */
  readonly type?: 'public' | 'authenticated' | 'private' | undefined
  /** More of what the service says of it, by its names: `provider`, `compute`, `tags`, … */
  readonly more?: Readonly<Record<string, unknown>> | undefined
}

/** A login by a code that is typed into a browser. */
export interface FakeLogin {
  /** Name of the user who logs in. */
  readonly user: string
  /** Errors the client is told before it gets its token, one for each time it asks; default `['authorization_pending']`. */
  readonly answers?: readonly string[] | undefined
  /** Seconds a client has to wait between two questions; default 1. */
  readonly interval?: number | undefined
  /** Seconds the code is good for; default 900. */
  readonly expiresIn?: number | undefined
  /** Seconds the token is good for; default 30 days. */
  readonly tokenExpiresIn?: number | undefined
}

/** Stages something goes through by itself, each for so many milliseconds by the clock. */
export type FakeSteps = readonly (readonly [stage: string, milliseconds: number])[]

export interface FakeHubOptions {
  /** Default: a free one. */
  readonly port?: number | undefined
  readonly repos?: readonly FakeRepo[] | undefined
  readonly users?: readonly FakeUser[] | undefined
  readonly endpoints?: readonly FakeEndpoint[] | undefined
  /**
   * What Spaces, endpoints and jobs that say nothing of it themselves go through when they start, those that clients make
   * included; default two stages of 30 ms. Give a stage minutes, and move on by `stage` and `state`, where a test must see it.
   */
  readonly starting?: Readonly<Partial<Record<'space' | 'endpoint' | 'job', FakeSteps>>> | undefined
  /** How logins by code go; default: the first user's, approved after one question. */
  readonly login?: FakeLogin | undefined
  /** Milliseconds before each answer; default 0. */
  readonly latency?: number | undefined
  /** What one connection to the CDN carries; default: as much as it can. */
  readonly bytesPerSecond?: number | undefined
  /** Items of a list's page; default as the Hub's. */
  readonly pageSize?: number | undefined
  /** Requests a visitor may make in five minutes, as the Hub counts them; default: any number. */
  readonly rateLimit?: number | undefined
}

/** Something that goes wrong with the requests it fits; its deeds may be combined. */
export interface HubFault {
  /** Fits requests by path and query. */
  readonly path?: RegExp | undefined
  readonly method?: string | undefined
  /** Fits requests to the Hub, to the CDN (files, Xet), to Spaces, or to dedicated endpoints only. */
  readonly host?: SeenRequest['host'] | undefined
  /** Fits requests for a range of bytes (true), or for none (false). */
  readonly range?: boolean | undefined
  /** How many requests it is for; default all. */
  readonly times?: number | undefined
  /** Passes over so many requests first. */
  readonly after?: number | undefined
  /** Answers this instead; `code` is X-Error-Code, `message` X-Error-Message. */
  readonly answer?:
    | {
        readonly status: number
        readonly code?: string | undefined
        readonly message?: string | undefined
        readonly headers?: Readonly<Record<string, string>> | undefined
        readonly body?: string | undefined
      }
    | undefined
  /** Added to, or put in place of, the headers of the true answer; an empty text takes one away. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds before the answer. */
  readonly delay?: number | undefined
  /** Resets the connection before the head, when what was asked has been done and only its answer is lost, or after so many bytes of the body. */
  readonly reset?: 'head' | number | undefined
  /** Ends the body cleanly after so many bytes; the length announced is then that of the short body. */
  readonly shorten?: number | undefined
  /** Sends nothing more after so many bytes of the body, and keeps the connection open. */
  readonly hang?: number | undefined
  /** Bytes a second. */
  readonly throttle?: number | undefined
  /** The byte of the file, counted from 0, of which every bit is turned round. */
  readonly corrupt?: number | undefined
  /** Answers a request for a range with the whole file, status 200. */
  readonly ignoreRange?: boolean | undefined
  /** Sends texts compressed, without a length, whether the client asked for that or not. */
  readonly gzip?: boolean | undefined
  /** Never ends the body: spaces follow it without end. */
  readonly endless?: boolean | undefined
}

/** One request the fake has seen. */
export interface SeenRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly host: 'hub' | 'cdn' | 'space' | 'endpoint'
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** At most 64 KiB of it. */
  readonly body: string
  /** Of the answer; 0 while there is none. */
  status: number
  /** Bytes of the answer's body that were sent. */
  sent: number
}

/** A small Hub on this machine. */
export interface FakeHub {
  /** Its address, for HF_ENDPOINT: `http://127.0.0.1:<port>`. */
  readonly url: string
  /** Where large files come from: the same port under another host name, `http://localhost:<port>`. */
  readonly cdnUrl: string
  /** Base of the Inference Endpoints' API; its catalog is at `<url>/api/catalog` and, newer, `<url>/api/v1/catalog`. */
  readonly endpointsUrl: string
  readonly requests: readonly SeenRequest[]
  /** Adds faults behind those there are; the first that fits a request is used. */
  add(...faults: readonly HubFault[]): void
  /** Forgets faults and requests. */
  clear(): void
  /** Changes `latency` and `bytesPerSecond`. */
  set(pace: Pick<FakeHubOptions, 'latency' | 'bytesPerSecond'>): void
  /** Adds a repo. */
  repo(repo: FakeRepo): void
  /** Adds a commit with these files to the main branch (null deletes one); gives its id. */
  commit(id: string, files: Readonly<Record<string, FakeFile | null>>, type?: FakeRepoType): string
  /** Puts a Space into a stage. */
  stage(id: string, stage: string): void
  /** Where a Space's app answers, without a slash at its end; the same that the Hub says as `host`. */
  spaceUrl(id: string): Promise<string>
  /** Puts a dedicated endpoint (`namespace/name`) into a state. */
  state(id: string, state: string): void
  /** Where a dedicated endpoint (`namespace/name`) answers. */
  endpointUrl(id: string): Promise<string>
  close(): Promise<void>
}
