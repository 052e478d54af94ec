import { isObject, listOf, numberOf, textOf, type JsonObject } from '../wire/json.ts'

/** One component of the page; `type` is Gradio's name in lower case. */
export interface PageComponent {
  readonly id: number
  readonly type: string
  readonly props: JsonObject
}

/** How components stand in each other. */
export interface LayoutNode {
  readonly id: number
  readonly children: readonly LayoutNode[]
}

/** What starts a function: an event of a component, or of the page itself (`load`). */
interface Target {
  readonly component: number | undefined
  readonly event: string
}

/** A function as the page knows it. */
export interface PageFunction {
  /** `fn_index` of the wire. */
  readonly index: number
  readonly name: string
  readonly title: string
  readonly description: string | undefined
  /** Components that give its arguments and show its outputs, in order. */
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  /** Names of its parameters, where the app tells them. */
  readonly parameters: readonly string[]
  readonly targets: readonly Target[]
  /** Functions, by index, whose runs stop when this one starts. */
  readonly cancels: readonly number[]
  readonly examples: readonly (readonly unknown[])[]
  readonly live: boolean
  /** What can be said of a run to the app's author; empty: nothing. */
  readonly flags: readonly string[]
}

export interface PageConfig {
  /** Changes when the app was started anew. */
  readonly appId: string
  readonly title: string
  /** Markdown. */
  readonly description: string | undefined
  readonly mode: string
  /** Path of the API below the page, such as `/gradio_api`. */
  readonly prefix: string
  /** Bytes; undefined: no limit is known. */
  readonly maxFileSize: number | undefined
  readonly username: string | undefined
  readonly components: ReadonlyMap<number, PageComponent>
  readonly layout: LayoutNode
  readonly functions: readonly PageFunction[]
}

const objects = (value: unknown): JsonObject[] => listOf(value).filter(isObject)
const numbers = (value: unknown): number[] => listOf(value).flatMap((entry) => numberOf(entry) ?? [])
const texts = (value: unknown): string[] => listOf(value).flatMap((entry) => textOf(entry) ?? [])

const targetOf = (value: unknown): Target => {
  const [component, event] = listOf(value)
  return { component: numberOf(component), event: textOf(event) ?? '' }
}

const functionOf = (json: JsonObject, index: number): PageFunction => {
  const more: JsonObject = isObject(json['hfn']) ? json['hfn'] : {}
  const name = textOf(json['api_name']) ?? String(index)
  return {
    index: numberOf(json['id']) ?? index,
    name,
    title: textOf(more['title']) ?? name,
    description: textOf(more['description']),
    inputs: numbers(json['inputs']),
    outputs: numbers(json['outputs']),
    parameters: texts(more['parameters']),
    targets: listOf(json['targets']).map(targetOf),
    cancels: numbers(json['cancels']),
    examples: listOf(more['examples']).map(listOf),
    live: more['live'] === true,
    flags: texts(more['flags']),
  }
}

const componentOf = (json: JsonObject, index: number): PageComponent => ({
  id: numberOf(json['id']) ?? index,
  type: (textOf(json['type']) ?? '').toLowerCase(),
  props: isObject(json['props']) ? json['props'] : {},
})

/** Layouts nest no deeper. */
const deepest = 100

const layoutOf = (json: unknown, depth = 0): LayoutNode => {
  const { id, children }: JsonObject = isObject(json) ? json : {}
  return {
    id: numberOf(id) ?? -1,
    children: depth > deepest ? [] : objects(children).map((child) => layoutOf(child, depth + 1)),
  }
}

/** Reads `/config` leniently: what is missing or of a wrong type gets its default. */
export const readConfig = (json: unknown): PageConfig => {
  const config: JsonObject = isObject(json) ? json : {}
  const more: JsonObject = isObject(config['hfn']) ? config['hfn'] : {}
  const components = objects(config['components']).map(componentOf)
  return {
    appId: JSON.stringify(config['app_id'] ?? null),
    title: textOf(config['title']) ?? 'hfn',
    description: textOf(more['description']),
    mode: textOf(config['mode']) ?? 'blocks',
    prefix: textOf(config['api_prefix']) ?? '',
    maxFileSize: numberOf(config['max_file_size']),
    username: textOf(config['username']),
    components: new Map(components.map((component) => [component.id, component])),
    layout: layoutOf(config['layout']),
    functions: objects(config['dependencies']).map(functionOf),
  }
}
