import { HfnError } from '../core/error.ts'
import { readDependency, type Dependency } from './dependency.ts'
import { isObject, listOf, numberOf, textOf, type JsonObject } from './json.ts'

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
  /** True where `/cancel` also takes a run out of the line it waits in: since 6.14. */
  readonly cancelsWaiting: boolean
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

/** True when JSON is the config of a Gradio app. */
export const isConfig = (json: unknown): boolean =>
  isObject(json) && Array.isArray(json['components']) && Array.isArray(json['dependencies'])

/**
 * Reads `/config`; what is missing or of a wrong type is left out.
 * BAD_ANSWER when its API prefix is no plain path: every request and its credentials would follow it.
 * @param text the JSON itself, which alone holds the app's id whole
 */
export const readConfig = (json: unknown, text?: string): Config => {
  const source = isObject(json) ? json : {}
  const protocol = textOf(source['protocol']) ?? 'ws'
  const queueEnabled =
    source['enable_queue'] === true || (protocol !== 'ws' && typeof source['enable_queue'] !== 'boolean')
  const components = listOf(source['components']).filter(isObject)
  return {
    version: textOf(source['version']) ?? '',
    protocol,
    apiPrefix: prefixOf(textOf(source['api_prefix']) ?? ''),
    title: textOf(source['title']),
    root: rootOf(textOf(source['root'])),
    spaceId: textOf(source['space_id']),
    queueEnabled,
    connectHeartbeat: source['connect_heartbeat'] === true,
    cancelsWaiting: isFrom(6, 14, textOf(source['version']) ?? ''),
    maxFileSize: numberOf(source['max_file_size']),
    appId: readAppId(source, text),
    components: new Map(components.map((entry) => readComponent(entry, protocol)).map((entry) => [entry.id, entry])),
    dependencies: listOf(source['dependencies'])
      .filter(isObject)
      .map((entry, index) => readDependency(entry, index, { protocol, queueEnabled })),
  }
}

/**
 * The id of an app, from its config or from `/app_id`. It is an integer beyond 2^53, so it is read from the text of the JSON;
 * without that text only an id that JSON.parse kept whole is given.
 */
export const readAppId = (json: unknown, text?: string): string | undefined => {
  const id = isObject(json) ? json['app_id'] : undefined
  if (typeof id === 'string') return id
  if (typeof id !== 'number') return undefined
  if (Number.isSafeInteger(id)) return String(id)
  return text === undefined ? undefined : /"app_id"\s{0,9}:\s{0,9}(\d{1,40})/.exec(text)?.[1]
}

const prefixOf = (text: string): string => {
  const prefix = text.replace(/\/$/, '')
  if (/^(?:\/[\w~-][\w.~-]{0,99}){0,9}$/.test(prefix)) return prefix
  throw new HfnError(
    'BAD_ANSWER',
    `The app's config names an unusable API prefix: ${JSON.stringify(text.slice(0, 80))}`,
    {
      hint: 'A prefix is a path of the app itself, such as /gradio_api; check the address of the app.',
    },
  )
}

/** The app's own idea of its address, unless it is none. */
const rootOf = (root: string | undefined): string | undefined =>
  root !== undefined && /^(?:https?:\/\/|\/(?!\/)|$)/.test(root) ? root : undefined

const layout = 'row column tabs tab tabitem box form accordion group sidebar walkthrough step draggable'.split(' ')

/** What info leaves out, for servers whose config does not say (gradio_client 0.6 `SKIP_COMPONENTS`; `skip_api` since 4). */
const skippedIn3: ReadonlySet<string> = new Set(['state', 'dataset', 'interpretation', ...layout])
const skippedSince4: ReadonlySet<string> = new Set([
  ...'state button clearbutton duplicatebutton deeplinkbutton'.split(' '),
  ...layout,
])

const readComponent = (source: JsonObject, protocol: string): Component => {
  const type = (textOf(source['type']) ?? '').toLowerCase()
  const skipped = protocol === 'ws' ? skippedIn3 : skippedSince4
  const { api_info: schema, example_inputs: example, skip_api: skip } = source
  // Gradio 3 wraps both, and its raw examples are whole files in base64.
  const wrapped = isObject(schema) && isObject(schema['info']) && 'serialized_info' in schema
  const both = isObject(example) && 'raw' in example && 'serialized' in example
  return {
    id: numberOf(source['id']) ?? -1,
    type,
    props: isObject(source['props']) ? source['props'] : {},
    skipApi: type === 'state' || (typeof skip === 'boolean' ? skip : skipped.has(type)),
    apiInfo: wrapped ? schema['info'] : schema,
    exampleInput: both ? example['serialized'] : example,
  }
}

const isFrom = (major: number, minor: number, version: string): boolean => {
  const [, first = 0, second = 0] = (/^(\d+)\.(\d+)/.exec(version) ?? []).map(Number)
  return first > major || (first === major && second >= minor)
}
