import type { Options } from '../../core/options.ts'

/** What the public internet sees of it: everybody may ask, only those with a token of the Hub, or nobody. */
export type EndpointType = 'public' | 'authenticated' | 'private'

/** A dedicated endpoint: one model on machines of its own. */
export interface Endpoint {
  readonly namespace: string
  readonly name: string
  /** pending, initializing, updating, updateFailed, running, paused, failed or scaledToZero. */
  readonly state: string
  /** Why, in the service's words. */
  readonly message?: string | undefined
  /** Where it answers; absent until it was deployed. */
  readonly url?: string | undefined
  /** Below `url`: answers 200 once it is ready. */
  readonly healthRoute: string
  readonly type: EndpointType
  readonly repository: string
  readonly revision?: string | undefined
  readonly task?: string | undefined
  readonly vendor?: string | undefined
  readonly region?: string | undefined
  readonly accelerator?: string | undefined
  readonly instanceType?: string | undefined
  readonly instanceSize?: string | undefined
  readonly minReplica?: number | undefined
  readonly maxReplica?: number | undefined
  /** Minutes without a request after which it is scaled to zero. */
  readonly scaleToZero?: number | undefined
  readonly readyReplica?: number | undefined
  readonly createdAt?: string | undefined
  readonly updatedAt?: string | undefined
  /** All the service says of it. */
  readonly raw: Readonly<Record<string, unknown>>
}

/** What can be changed of an endpoint. */
export interface EndpointSettings {
  /** Model that it runs, `owner/name`, with `@revision` or not. */
  readonly model?: string | undefined
  readonly revision?: string | undefined
  /** Such as `text-generation`; left out, the service finds it out. */
  readonly task?: string | undefined
  /** Default `pytorch`. */
  readonly framework?: string | undefined
  /** cpu, gpu or neuron. */
  readonly accelerator?: string | undefined
  /** Such as `nvidia-l4`; see `hub.endpoints.hardware()`. */
  readonly instanceType?: string | undefined
  /** Such as `x1`. */
  readonly instanceSize?: string | undefined
  /** Default 1; 0 where it may be scaled to zero. */
  readonly minReplica?: number | undefined
  /** Default 1. */
  readonly maxReplica?: number | undefined
  /** Minutes without a request after which it is scaled to zero, which costs nothing. */
  readonly scaleToZero?: number | undefined
  /** Default `authenticated`; `protected` is its old name. */
  readonly type?: EndpointType | 'protected' | undefined
  /** What it runs in, as the service takes it, such as `{ vLLM: { url: 'vllm/vllm-openai:v0.23.0' } }`; default the Hub's own. */
  readonly image?: Readonly<Record<string, unknown>> | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly secrets?: Readonly<Record<string, string>> | undefined
  readonly command?: readonly string[] | undefined
  readonly args?: readonly string[] | undefined
  readonly tags?: readonly string[] | undefined
}

/** A new endpoint. */
export interface EndpointPlan extends EndpointSettings {
  readonly model: string
  /** Small letters, digits and `-`, at most 32; default made of the model's name. Before a `/`, the namespace. */
  readonly name?: string | undefined
  /** Such as `aws`. */
  readonly vendor: string
  /** Such as `us-east-1`. */
  readonly region: string
  readonly accelerator: string
  readonly instanceType: string
  readonly instanceSize: string
}

export interface NamespaceOptions extends Options {
  /** User or organization; default the token's user. */
  readonly namespace?: string | undefined
}

/** Something an endpoint can run on. */
export interface Hardware {
  readonly vendor: string
  readonly region: string
  readonly accelerator: string
  readonly instanceType: string
  readonly instanceSize: string
  readonly accelerators?: number | undefined
  readonly cpus?: number | undefined
  /** GB. */
  readonly memory?: number | undefined
  readonly gpuMemory?: number | undefined
  /** Dollars. */
  readonly pricePerHour?: number | undefined
  readonly status?: string | undefined
}

export interface EndpointWaitOptions extends Options {
  /** Milliseconds until it must be ready; default 30 minutes, 0 for no limit. */
  readonly timeout?: number | undefined
  /** Milliseconds between two looks, less at first; default 5,000. */
  readonly interval?: number | undefined
  /** True: one that is scaled to zero is woken by a request. */
  readonly wake?: boolean | undefined
  /** Told each state it goes through, once. */
  readonly onState?: ((endpoint: Endpoint) => void) | undefined
}
