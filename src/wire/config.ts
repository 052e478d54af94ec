/** `/config` of Gradio 3.50 to 6.x, as far as hfn reads it; every field a server may leave out is optional. */
export interface Config {
  readonly version: string
  /** Absent in Gradio 3: `ws`. */
  readonly protocol: string
  /** Path before every API route, without a slash at its end; '' before Gradio 5. */
  readonly apiPrefix: string
  readonly title?: string | undefined
  readonly root?: string | undefined
  readonly spaceId?: string | undefined
  readonly queueEnabled: boolean
  /** True when the app keeps state for as long as the heartbeat lasts. */
  readonly connectHeartbeat: boolean
  /** Bytes one uploaded file may have. */
  readonly maxFileSize?: number | undefined
  readonly appId?: string | undefined
  readonly components: ReadonlyMap<number, Component>
  readonly dependencies: readonly Dependency[]
}

export interface Component {
  readonly id: number
  /** Lower-case type, such as `textbox`, `state`, `multimodaltextbox`. */
  readonly type: string
  readonly props: Readonly<Record<string, unknown>>
  /** Left out of info: layout, buttons, state. */
  readonly skipApi: boolean
  /** JSON schema of the value, where config carries one (`api_info`). */
  readonly apiInfo?: unknown
  readonly exampleInput?: unknown
}

export interface Dependency {
  /** What requests call `fn_index`. */
  readonly id: number
  /** Without slash; absent when unnamed. */
  readonly apiName?: string | undefined
  readonly visibility: 'public' | 'undocumented' | 'private'
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly queued: boolean
  readonly generator: boolean
  /** True when Python is behind it, not JavaScript alone. */
  readonly backend: boolean
  /** Indices of the functions this one cancels. */
  readonly cancels: readonly number[]
}
