import type { Schema } from '../../core/schema.ts'
import type { Parameter, Returned } from '../../callable/callable.ts'
import type { Catalog, ServedFunction } from '../catalog.ts'
import { apiPrefix } from '../place.ts'
import { apiType, toldSchema } from './api-type.ts'
import { componentOf } from './component.ts'
import type { ExactEndpoint, ExactParameter, ExactReturn } from './exact.ts'
import { pythonType } from './python-type.ts'
import { isState } from '../queue/states.ts'
import { snippetsOf } from './snippets.ts'

/** Examples by type, as Gradio's own components give them. */
const examples: Readonly<Record<string, unknown>> = { string: 'Hello!!', number: 3, integer: 3, boolean: true }

const exampleOf = (schema: Schema): unknown =>
  schema.examples?.[0] ??
  schema.default ??
  schema.enum?.[0] ??
  schema.minimum ??
  (schema.format === 'file' || typeof schema.type !== 'string' ? null : (examples[schema.type] ?? null))

const valueEntry = (name: string, schema: Schema) => {
  const component = componentOf(schema)
  const told = toldSchema(component, schema)
  return {
    label: schema.title ?? name,
    type: apiType(component, told),
    python_type: { type: pythonType(told), description: schema.description ?? '' },
    component,
  }
}

const parameterEntry = ({ name, schema, required }: Parameter) => ({
  ...valueEntry(name, schema),
  parameter_name: name,
  parameter_has_default: !required,
  parameter_default: schema.default ?? null,
  example_input: exampleOf(schema),
  hfn: { schema } satisfies ExactParameter,
})

const returnEntry = ({ name, schema }: Returned) => ({
  ...valueEntry(name, schema),
  hfn: { name, schema } satisfies ExactReturn,
})

const endpointEntry = ({ callable, visibility }: ServedFunction, api: string) => {
  const { name, title, description, output } = callable
  const input = callable.input.filter((parameter) => !isState(parameter))
  return {
    parameters: input.map(parameterEntry),
    returns: output.filter((returned) => !isState(returned)).map(returnEntry),
    api_visibility: visibility,
    ...(description === undefined ? {} : { description }),
    code_snippets: snippetsOf({ name, input }, { api, root: api.slice(0, -apiPrefix.length) }),
    hfn: { title } satisfies ExactEndpoint,
  }
}

interface InfoOptions {
  /** Address of the API as the caller sees it. */
  readonly api: string
  /** Tell of undocumented functions too. */
  readonly all?: boolean | undefined
}

/** `/info`: every function as an endpoint, in Gradio's words and, under `hfn`, in ours. Private functions are not told of. */
export const infoOf = (catalog: Pick<Catalog, 'all'>, { api, all = false }: InfoOptions) => {
  const listed = catalog.all.filter(({ visibility }) => visibility === 'public' || (all && visibility !== 'private'))
  return {
    named_endpoints: Object.fromEntries(
      listed.map((served) => [`/${served.callable.name}`, endpointEntry(served, api)]),
    ),
    unnamed_endpoints: {},
  }
}
