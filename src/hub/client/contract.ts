import type { Answer, AskedWait, Http, HttpRequest, Retry, Timeouts } from '../../core/http.ts'
import type { ConnectionOptions, Options } from '../../core/options.ts'
import type { Environment } from '../settings.ts'

export interface HubOptions extends Omit<ConnectionOptions, 'signal'> {
  /** Address of the Hub; default HF_ENDPOINT, else https://huggingface.co. The token is sent there. */
  readonly endpoint?: string | undefined
  /** Base address of the API for dedicated endpoints; default HFN_ENDPOINTS_URL, else the public service. */
  readonly endpointsUrl?: string | undefined
  /** Access token; `false` for none. Default: HF_TOKEN, else the token file that Python uses too. */
  readonly token?: string | false | undefined
  /** Ask nothing of the network; default HF_HUB_OFFLINE. */
  readonly offline?: boolean | undefined
  /** Folder of the cache; default HF_HUB_CACHE, else `$HF_HOME/hub`. */
  readonly cache?: string | undefined
  /** Read instead of `process.env`. */
  readonly env?: Environment | undefined
  readonly timeouts?: Partial<Timeouts> | undefined
  /** Told what the Hub wants its users to know, and what hfn noticed; each text once. */
  readonly onWarning?: ((text: string) => void) | undefined
  /** Told when the Hub asks to wait before the next request. */
  readonly onWait?: ((wait: AskedWait) => void) | undefined
}

/** Values of a query; a list is repeated, undefined is left out. */
export type Query = Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>

/** One request to the Hub, before it is sent. */
export interface HubRequest extends Options {
  readonly method?: string | undefined
  /** Below the Hub's address, such as `/api/models`; or a whole address. The token goes to the Hub's and the endpoints' origins only. */
  readonly path: string
  readonly query?: Query | undefined
  /** Sent as JSON. */
  readonly json?: unknown
  /** Sent as it is where there is no `json`; a function is asked anew for each try. */
  readonly body?: HttpRequest['body']
  /** Bytes of an iterable body, when known. */
  readonly length?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** What it is about, for messages: `model owner/name`. */
  readonly about?: string | undefined
  /** False: sent without a token. */
  readonly token?: false | undefined
  /** Default `patient` for GET and HEAD, `unsent` otherwise. */
  readonly retry?: Retry | undefined
  readonly timeouts?: Partial<Timeouts> | undefined
  /** False: the answer must come as it is, not compressed. */
  readonly compress?: false | undefined
  /** `manual` gives the 3xx back. Otherwise at most 10 hops, credentials dropped across origins, never from https to http. */
  readonly redirect?: 'follow' | 'manual' | undefined
}

/** Speaks to one Hub: what all of `hfn/hub` is built on. */
export interface HubClient {
  /** Without a slash at its end. */
  readonly endpoint: string
  readonly endpointsUrl: string
  readonly offline: boolean
  readonly env: Environment
  readonly options: HubOptions
  /** The door below, without token and without the Hub's rules: for the CDN. */
  readonly http: Http
  /** The token in use, if there is one. */
  token(): Promise<string | undefined>
  /** Sends; gives the answer whatever its status. @throws OFFLINE, UNREACHABLE, TIMEOUT, RATE_LIMITED, BAD_ANSWER */
  send(request: HubRequest): Promise<Answer>
  /** Sends; an answer that is no success becomes an error: LOGIN_NEEDED, BAD_CREDENTIALS, FORBIDDEN, GATED, NOT_FOUND, EXISTS, … */
  ask(request: HubRequest): Promise<Answer>
  /** The JSON of a successful answer; undefined when its body is empty. */
  json(request: HubRequest): Promise<unknown>
  /** The items of a list, page after page (`Link: …; rel="next"`). */
  items(request: HubRequest): AsyncIterable<unknown>
  /** Says something once. */
  warn(text: string): void
  /** Closes idle connections. */
  close(): void
}
