import type { Answer, HttpRequest } from '../../core/http.ts'
import type { Finished, Run } from '../../callable/run.ts'
import type { Endpoint } from '../../wire/endpoint.ts'
import type { Message } from '../../wire/message.ts'

/** What every protocol needs to know of the app it speaks to. */
export interface Line {
  /** Sends a request below the app's API prefix, with the app's credentials. */
  send(request: LineRequest): Promise<Answer>
  /** Address of an API path, for protocols that do not speak HTTP. */
  address(path: string): string
  readonly headers: () => Readonly<Record<string, string>>
  /** The dependency that cancels the given function, for apps older than `/cancel` (4.31). */
  cancelling(index: number): number | undefined
  /** True where `/cancel` also takes a run out of the line it waits in. */
  readonly cancelsWaiting: boolean
  /** What the app says it is, as last read; another one after a restart. */
  readonly appId: string | undefined
  /** Milliseconds without a byte after which a stream counts as dead. */
  readonly silence: number
  /** Aborts when the app is closed; streams end with it. */
  readonly closed: AbortSignal
}

export type LineRequest = Omit<HttpRequest, 'url'> & { readonly path: string }

/** One run on its way: what is sent, and who is told. */
export interface Submission {
  readonly endpoint: Endpoint
  /** One element for each input of the endpoint, in wire form. */
  readonly data: readonly unknown[]
  readonly run: Pick<Run, 'signal' | 'stopped' | 'onStop' | 'ready'>
  /** Takes a message of this run; gives the result once there is one, throws when the run failed. */
  take(message: Message): Finished | undefined
  /** Explains a connection that broke during this run. */
  broken(error: unknown): Error
  /** Says that the app which had this run was restarted. */
  restarted(): Error
  /** Told the app's id of the run as soon as the app has taken it. */
  accepted?: ((eventId: string) => void) | undefined
}

/** One generation of Gradio's protocol. */
export interface Protocol {
  /** Sends a run and follows it to its end; when its signal aborts, cancels it on the server first. */
  submit(submission: Submission): Promise<Finished>
  /** Sends a run and leaves it: gives its event id. Absent where the server ties runs to the connection. */
  post?: ((submission: Pick<Submission, 'endpoint' | 'data' | 'run'>) => Promise<string>) | undefined
  /** Follows a run that was sent before. */
  follow?: ((eventId: string, submission: Submission) => Promise<Finished>) | undefined
}

/** Makes a protocol for one session. */
export type ProtocolMaker = (line: Line, session: string) => Protocol
