import type { Schema } from '../core/schema.ts'

/** One endpoint of an app, whatever its version, read from config and info together. */
export interface Endpoint {
  /** Without slash, unique in the app; an unnamed endpoint is called after its index, `fn_0`. */
  readonly name: string
  /** `fn_index` of requests. */
  readonly index: number
  /** The name `/call` and `/run` know, when it has one. */
  readonly apiName?: string | undefined
  readonly visibility: 'public' | 'undocumented' | 'private'
  readonly description?: string | undefined
  readonly queued: boolean
  readonly generator: boolean
  /** True when a State is among its inputs or outputs. */
  readonly stateful: boolean
  readonly cancels: readonly number[]
  /** What the user gives, in order. */
  readonly parameters: readonly EndpointParameter[]
  /** What the user gets, in order. */
  readonly returns: readonly EndpointReturn[]
  /** One entry for each element of a request's `data`: a parameter's number, or null where the server fills it in. */
  readonly slots: readonly (number | null)[]
}

/** How a value is written: user's form ⇄ wire form. Files are WireFile objects by then. Both are pure and keep what they do not know. */
export interface Shape {
  encode(value: unknown): unknown
  decode(value: unknown): unknown
}

export interface EndpointParameter {
  readonly name: string
  readonly schema: Schema
  readonly required: boolean
  readonly shape: Shape
}

export interface EndpointReturn {
  readonly name: string
  readonly schema: Schema
  readonly shape: Shape
  /** Its place in an answer's `data`. */
  readonly position: number
}
