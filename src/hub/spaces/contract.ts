import type { Options } from '../../core/options.ts'
import type { Reachable, ReachOptions } from '../../core/reachable.ts'

/** How a Space stands at this moment. */
export interface SpaceRuntime {
  /** RUNNING, SLEEPING, BUILDING, …: the Hub's word. */
  readonly stage: string
  /** What it runs on, such as `cpu-basic`; absent while it never ran. */
  readonly hardware?: string | undefined
  /** What it shall run on. */
  readonly requestedHardware?: string | undefined
  /** Seconds without a visitor after which it goes to sleep; absent where it never does. */
  readonly sleepTime?: number | undefined
  /** Why it does not run, in the Hub's words. */
  readonly errorMessage?: string | undefined
}

/** What the Hub says of a Space. */
export interface SpaceInfo extends SpaceRuntime {
  readonly id: string
  /** Of its page. */
  readonly url: string
  /** Where its app answers, as the Hub says it; it has not been checked. */
  readonly host?: string | undefined
  /** gradio, docker, static, streamlit. */
  readonly sdk?: string | undefined
  readonly sdkVersion?: string | undefined
  readonly title?: string | undefined
  readonly private: boolean
  readonly likes: number
  readonly lastModified?: string | undefined
  /** Models and datasets it says it uses. */
  readonly models: readonly string[]
  readonly datasets: readonly string[]
}

export interface WaitOptions extends ReachOptions {
  /** Milliseconds to the second look; each further pause is half as long again, up to five times this. Default 1,000. */
  readonly interval?: number | undefined
}

export interface StartOptions extends Options {
  /** Also restart one that is paused, stopped or has failed, which its owner may do. */
  readonly restart?: boolean | undefined
}

export interface RestartOptions extends Options {
  /** Build it from nothing. */
  readonly factory?: boolean | undefined
}

export interface HardwareOptions extends Options {
  /** Seconds without a visitor after which it goes to sleep. */
  readonly sleepTime?: number | undefined
}

/** A secret or a variable of a Space. */
export interface SpaceVariable {
  readonly key: string
  /** Nobody can read a secret's. */
  readonly value?: string | undefined
  readonly description?: string | undefined
  readonly updatedAt?: string | undefined
}

interface SetVariableOptions extends Options {
  readonly description?: string | undefined
}

/** The secrets of a Space, or its variables; a change restarts it. */
export interface SpaceVariables {
  list(options?: Options): Promise<SpaceVariable[]>
  set(key: string, value: string, options?: SetVariableOptions): Promise<void>
  delete(key: string, options?: Options): Promise<void>
}

/** One line a Space wrote. */
export interface LogLine {
  /** Without a line's end. */
  readonly text: string
  /** When, as the Hub says it. */
  readonly time?: string | undefined
}

export interface LogOptions extends Options {
  /** What was said while it was built, not while it ran. */
  readonly build?: boolean | undefined
  /** Go on as long as it runs; otherwise it ends with what there is. */
  readonly follow?: boolean | undefined
  /** Milliseconds without a line after which there is no more, when it does not follow. Default 5,000. */
  readonly idle?: number | undefined
}

export interface DuplicateOptions extends Options {
  /** `owner/name`, or a name of one's own; default the same name. */
  readonly to?: string | undefined
  /** Default: what the Hub does. */
  readonly private?: boolean | undefined
  readonly hardware?: string | undefined
  /** Seconds. */
  readonly sleepTime?: number | undefined
  readonly secrets?: Readonly<Record<string, string>> | undefined
  readonly variables?: Readonly<Record<string, string>> | undefined
}

/** A Space of the Hub: what is known of it, and what can be done with it. `connect(space)` makes its functions callable. */
export interface Space extends Reachable {
  readonly id: string
  info(options?: Options): Promise<SpaceInfo>
  runtime(options?: Options): Promise<SpaceRuntime>
  /** Waits until it runs, and wakes it when it sleeps. @throws NOT_RUNNING at once when it will not, TIMEOUT */
  wait(options?: WaitOptions): Promise<SpaceRuntime>
  /** Wakes it when it sleeps; gives how it stands then. @throws NOT_RUNNING when a visitor cannot wake it */
  start(options?: StartOptions): Promise<SpaceRuntime>
  restart(options?: RestartOptions): Promise<SpaceRuntime>
  pause(options?: Options): Promise<SpaceRuntime>
  /** Seconds without a visitor after which it goes to sleep, -1 for never. */
  sleepTime(seconds: number, options?: Options): Promise<SpaceRuntime>
  /** Asks for other hardware, such as `t4-small`; it may cost its owner money. */
  hardware(flavor: string, options?: HardwareOptions): Promise<SpaceRuntime>
  readonly secrets: SpaceVariables
  readonly variables: SpaceVariables
  /** The lines it wrote, as they come. */
  logs(options?: LogOptions): AsyncIterable<LogLine>
  /** Makes a copy of it under another name, and gives that. */
  duplicate(options?: DuplicateOptions): Promise<Space>
}
