import type { HfnError } from './error.ts'
import type { Options } from './options.ts'

export interface ReachOptions extends Options {
  /** Told each stage it goes through until it runs, such as BUILDING; each once. */
  readonly onStage?: ((stage: string) => void) | undefined
  /** False: what sleeps is not started, but NOT_RUNNING. Default true. */
  readonly start?: boolean | undefined
  /** Milliseconds until it must run; default ten minutes, 0 for no limit. */
  readonly timeout?: number | undefined
}

/** Where an app answers now. */
export interface Reached {
  readonly url: string
  /** The token it is for; a function, so that nothing prints or serialises it. */
  readonly token?: (() => string) | undefined
  /** What it means that the app was not found at its address, said better than who was looking can. */
  readonly explain?: ((error: HfnError) => HfnError) | undefined
}

/** Something that knows where its app is and makes it run, such as a Space. */
export interface Reachable {
  reach(options?: ReachOptions): Promise<Reached>
}
