import type { Component, Config } from './config.ts'
import type { Dependency, Visibility } from './dependency.ts'
import { readInfo } from './info.ts'
import { isObject, listOf, ownValue, textOf, type JsonObject } from './json.ts'
import { givenLabel, givenName, nameFromLabel, uniqueNames } from './name.ts'
import { readParameter, readReturn, type EndpointParameter, type EndpointReturn } from './parameter.ts'

/** One endpoint of an app, whatever its version, read from config and info together. */
export interface Endpoint {
  /** Without slash, unique in the app; an unnamed endpoint is called after its button, else after its index, `fn_0`. */
  readonly name: string
  /** `fn_index` of requests. */
  readonly index: number
  /** The name `/call` and `/run` know, when it has one. */
  readonly apiName?: string | undefined
  readonly visibility: Visibility
  readonly title?: string | undefined
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

/**
 * The endpoints of an app, private ones left out, in the order of its config.
 * Parameters, returns and slots are read when somebody looks at them, and then kept.
 * @param info what `/info` answered; where it is missing or broken, config's components say what the values are
 */
export const readEndpoints = (config: Config, info: unknown): readonly Endpoint[] => {
  const documented = readInfo(info)
  const callable = config.dependencies.filter(({ visibility }) => visibility !== 'private')
  const names = namesOf(callable, config.components)
  return callable.map((dependency) => {
    const entry = documented?.(dependency)
    const silent = documented !== undefined && entry === undefined
    return endpointOf(config, dependency, entry, {
      name: names.get(dependency) ?? '',
      visibility: silent ? 'undocumented' : dependency.visibility,
    })
  })
}

/** The app's own names first; the unnamed are called after the button that calls them, else after their index. */
const namesOf = (
  dependencies: readonly Dependency[],
  components: ReadonlyMap<number, Component>,
): ReadonlyMap<Dependency, string> => {
  const unique = uniqueNames()
  const names = new Map<Dependency, string>()
  const unnamed: Dependency[] = []
  for (const dependency of dependencies) {
    const name = givenName(dependency.apiName)
    if (name === undefined) unnamed.push(dependency)
    else names.set(dependency, unique(name))
  }
  for (const dependency of unnamed) {
    const button = dependency.trigger === undefined ? undefined : components.get(dependency.trigger)
    const label = button?.type === 'button' ? givenLabel(button.props['value']) : undefined
    const name = label === undefined ? undefined : nameFromLabel(label)
    names.set(dependency, unique(name ?? `fn_${dependency.id}`))
  }
  return names
}

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

const endpointOf = (
  config: Config,
  dependency: Dependency,
  entry: JsonObject | undefined,
  { name, visibility }: Pick<Endpoint, 'name' | 'visibility'>,
): Endpoint => {
  const { components } = config
  const old = config.protocol === 'ws'
  const parameters = once(() => {
    const unique = uniqueNames()
    return paired(dependency.inputs, components, entry?.['parameters']).map((value, index) =>
      readParameter({ ...value, old, withProps: dependency.propInputs?.includes(value.position) }, index, unique),
    )
  })
  const returns = once(() => {
    const unique = uniqueNames()
    return paired(dependency.outputs, components, entry?.['returns']).map((value) =>
      readReturn({ ...value, old }, value.position, unique),
    )
  })
  const slots = once(() => slotsOf(dependency.inputs, components))
  const isState = (id: number): boolean => components.get(id)?.type === 'state'
  return {
    name,
    index: dependency.id,
    apiName: dependency.apiName,
    visibility,
    title: textOf(ownValue(entry?.['hfn'], 'title')),
    description: textOf(entry?.['description']) || dependency.description,
    queued: dependency.queued,
    generator: dependency.generator,
    stateful: dependency.inputs.some(isState) || dependency.outputs.some(isState),
    cancels: dependency.cancels,
    get parameters() {
      return parameters()
    },
    get returns() {
      return returns()
    },
    get slots() {
      return slots()
    },
  }
}

type Components = ReadonlyMap<number, Component>

/** What a dependency's inputs or outputs are, those the server keeps to itself left out. */
const paired = (ids: readonly number[], components: Components, documented: unknown) => {
  const entries = listOf(documented)
  const shown = ids
    .map((id, position) => ({ component: components.get(id), position }))
    .filter(({ component }) => component?.skipApi !== true)
  // Info that counts otherwise speaks of other values.
  const fits = entries.length === shown.length
  return shown.map((value, index) => {
    const entry = fits ? entries[index] : undefined
    return { ...value, entry: isObject(entry) ? entry : undefined }
  })
}

const slotsOf = (inputs: readonly number[], components: Components): (number | null)[] => {
  let next = 0
  return inputs.map((id) => (components.get(id)?.skipApi === true ? null : next++))
}
