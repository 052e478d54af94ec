import type { Catalog } from '../catalog.ts'
import { componentOf, propsOf } from './component.ts'
import type { Settings } from '../options.ts'
import { apiPrefix } from '../place.ts'

/** The version of Gradio whose wire language this server speaks. */
const gradioVersion = '6.25.0'

interface ConfigOptions {
  readonly settings: Settings
  /** A number other than any earlier run of the app had. */
  readonly appId: number
}

/**
 * `/config`: one component per parameter and output, one dependency per function.
 * There is no `root`, so that clients stay with the address they were given, whatever proxy stands in between.
 */
export const configOf = ({ all }: Catalog, { settings, appId }: ConfigOptions) => {
  const components: { id: number; type: string; props: Record<string, unknown> }[] = []
  const add = ({ name, schema }: Catalog['all'][number]['callable']['output'][number]): number => {
    const id = components.length + 1
    const type = componentOf(schema).toLowerCase()
    components.push({ id, type, props: { name: type, ...propsOf(schema, schema.title ?? name) } })
    return id
  }
  const dependencies = all.map(({ index, callable }) => ({
    id: index,
    api_name: callable.name,
    api_visibility: 'public',
    inputs: callable.input.map(add),
    outputs: callable.output.map(add),
    targets: [],
    backend_fn: true,
    queue: true,
    // A callable may always give outputs on its way.
    types: { generator: true, cancel: false },
    cancels: [],
  }))
  return {
    version: gradioVersion,
    api_prefix: apiPrefix,
    protocol: 'sse_v3',
    app_id: appId,
    title: settings.title,
    enable_queue: true,
    connect_heartbeat: false,
    show_error: true,
    space_id: null,
    username: null,
    max_file_size: settings.maxFileSize,
    components,
    dependencies,
  }
}
