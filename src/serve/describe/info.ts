import type { Schema } from '../../core/schema.ts'
import type { Callable, Parameter, Returned } from '../../callable/callable.ts'
import type { Catalog } from '../catalog.ts'
import { componentOf } from './component.ts'
import type { ExactEndpoint, ExactParameter, ExactReturn } from './exact.ts'
import { gradioSchema } from './gradio-schema.ts'
import { pythonType } from './python-type.ts'

/** Examples by type, as Gradio's own components give them. */
const examples: Readonly<Record<string, unknown>> = { string: 'Hello!!', number: 3, integer: 3, boolean: true }

const exampleOf = (schema: Schema): unknown =>
  schema.examples?.[0] ??
  schema.default ??
  schema.enum?.[0] ??
  schema.minimum ??
  (schema.format === 'file' || typeof schema.type !== 'string' ? null : (examples[schema.type] ?? null))

const valueEntry = (name: string, schema: Schema) => ({
  label: schema.title ?? name,
  type: gradioSchema(schema),
  python_type: { type: pythonType(schema), description: schema.description ?? '' },
  component: componentOf(schema),
})

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

const endpointEntry = ({ title, description, input, output }: Callable) => ({
  parameters: input.map(parameterEntry),
  returns: output.map(returnEntry),
  api_visibility: 'public',
  ...(description === undefined ? {} : { description }),
  hfn: { title } satisfies ExactEndpoint,
})

/** `/info`: every function as an endpoint, in Gradio's words and, under `hfn`, in ours. */
export const infoOf = ({ all }: Catalog) => ({
  named_endpoints: Object.fromEntries(all.map(({ callable }) => [`/${callable.name}`, endpointEntry(callable)])),
  unnamed_endpoints: {},
})
