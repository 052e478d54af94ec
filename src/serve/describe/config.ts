import type { Blueprint, PageBinding } from '../blueprint.ts'
import type { Catalog, ServedFunction } from '../catalog.ts'
import type { Settings } from '../options.ts'
import { apiPrefix } from '../place.ts'
import { dependencyOf } from './dependency.ts'
import { Draft, holdsNoValue } from './draft.ts'

/** The version of Gradio whose wire language this server speaks. */
const gradioVersion = '6.25.0'

export interface ConfigOptions {
  readonly settings: Settings
  /** A number other than any earlier run of the app had. */
  readonly appId: number
  readonly blueprint: Blueprint
  /** Who is logged in. */
  readonly username?: string | undefined
}

/**
 * `/config`: the page's components and layout, and a dependency for each function a client may call.
 * There is no `root`, so that clients stay with the address they were given, whatever proxy stands in between.
 */
export const configOf = ({ all }: Catalog, { settings, appId, blueprint, username }: ConfigOptions) => {
  const draft = new Draft(blueprint.components)
  const bound = new Map(blueprint.bindings.map((binding) => [binding.function, binding]))
  const indices = new Map(all.map(({ index, callable }) => [callable.name, index]))
  const dependencies = all
    .filter(({ visibility }) => visibility !== 'private')
    .map((served) => {
      const binding = bound.get(served.callable.name) ?? unseen(draft, served)
      return dependencyOf(served, binding, { indices, settings })
    })
  const shownOnly = onlyShown(dependencies)
  return {
    version: gradioVersion,
    api_prefix: apiPrefix,
    protocol: 'sse_v3',
    app_id: appId,
    mode: blueprint.mode,
    title: settings.title,
    enable_queue: true,
    connect_heartbeat: false,
    show_error: true,
    space_id: null,
    username: username ?? null,
    max_file_size: settings.maxFileSize,
    components: draft.components.map(({ id, type, props }) => ({
      id,
      type,
      props: shownOnly.has(id) ? { interactive: false, ...props } : props,
      skip_api: holdsNoValue(type),
    })),
    layout: blueprint.layout,
    dependencies,
    hfn: { description: settings.description, username },
  }
}

/** A function the page does not show has components all the same: clients count its arguments by them. */
const unseen = (draft: Draft, { callable: { name, input, output } }: ServedFunction): PageBinding => ({
  function: name,
  inputs: input.map((parameter) => draft.value(parameter)),
  outputs: output.map((returned) => draft.value(returned)),
  targets: [],
})

/** Components that some function writes and none reads. */
const onlyShown = (dependencies: readonly { inputs: readonly number[]; outputs: readonly number[] }[]): Set<number> => {
  const read = new Set(dependencies.flatMap(({ inputs }) => inputs))
  return new Set(dependencies.flatMap(({ outputs }) => outputs).filter((id) => !read.has(id)))
}
