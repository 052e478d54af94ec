import { isObject, listOf, textOf, type JsonObject } from './json.ts'

/** One function of an app as `/config` lists it. */
export interface Dependency {
  /** What requests call `fn_index`. */
  readonly id: number
  /** Without slash; absent when unnamed. */
  readonly apiName?: string | undefined
  readonly visibility: Visibility
  /** The component whose event calls it: a button, mostly. */
  readonly trigger?: number | undefined
  readonly description?: string | undefined
  readonly inputs: readonly number[]
  /** Places among the inputs where a component's properties go along with its value (Gradio 6). */
  readonly propInputs?: readonly number[] | undefined
  readonly outputs: readonly number[]
  readonly queued: boolean
  readonly generator: boolean
  /** True when Python is behind it, not JavaScript alone. */
  readonly backend: boolean
  /** Indices of the functions this one cancels. */
  readonly cancels: readonly number[]
}

export type Visibility = 'public' | 'undocumented' | 'private'

/** Reads one dependency; before Gradio 4.32 it has no id of its own, its place in the list counts. */
export const readDependency = (
  source: JsonObject,
  index: number,
  { protocol, queueEnabled }: { readonly protocol: string; readonly queueEnabled: boolean },
): Dependency => {
  const { id, queue, types } = source
  const apiName = textOf(source['api_name'])?.replace(/^\/+/, '')
  const backend = source['backend_fn'] !== false
  // Gradio 3 queues nothing unless the whole app does.
  const queued = typeof queue === 'boolean' ? queue && (protocol !== 'ws' || queueEnabled) : queueEnabled
  return {
    id: Number.isSafeInteger(id) ? Number(id) : index,
    apiName: apiName === '' ? undefined : apiName,
    visibility: visibilityOf(source, backend),
    trigger: identifiersOf(listOf(source['targets']).flatMap((target) => listOf(target).slice(0, 1)))[0],
    description: textOf(source['api_description']),
    inputs: identifiersOf(source['inputs']),
    propInputs: identifiersOf(source['component_prop_inputs']),
    outputs: identifiersOf(source['outputs']),
    queued,
    generator: isObject(types) && (types['generator'] === true || types['continuous'] === true),
    backend,
    cancels: identifiersOf(source['cancels']),
  }
}

/** `api_visibility` since 6, `show_api` in 4 and 5, `api_name: false` before; what runs in the page alone cannot be called. */
const visibilityOf = (source: JsonObject, backend: boolean): Visibility => {
  const said = source['api_visibility']
  if (!backend || said === 'private') return 'private'
  if (said === 'public' || said === 'undocumented') return said
  if (source['api_name'] === false) return 'private'
  return source['show_api'] === false ? 'undocumented' : 'public'
}

/** Every entry keeps its place: an unreadable one becomes a component nobody knows. */
const identifiersOf = (value: unknown): number[] =>
  listOf(value).map((id) => (Number.isSafeInteger(id) ? Number(id) : -1))
