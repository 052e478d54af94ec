import type { Schema } from '../core/schema.ts'
import { isKnownKind, kindOf } from './component.ts'
import type { Component } from './config.ts'
import { mapFiles } from './file-data.ts'
import { plainForm, type Shape, type Widget } from './form.ts'
import { isObject, ownValue, textOf, type JsonObject } from './json.ts'
import { givenLabel, givenName, nameFromLabel } from './name.ts'
import { readExactSchema, readSchema } from './schema-read.ts'

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

/** All there is to know about one value: what info says, what config shows, and whether it has the forms of Gradio 3. */
export interface ValueSource {
  readonly entry: JsonObject | undefined
  readonly component: Component | undefined
  readonly old: boolean
  /** True when the function is given the component's properties too. */
  readonly withProps?: boolean | undefined
}

/** Reads a parameter; `index` is its place among the parameters. */
export const readParameter = (
  source: ValueSource,
  index: number,
  unique: (name: string) => string,
): EndpointParameter => {
  const { entry } = source
  const given = defaultOf(source)
  const label = labelOf(source)
  const name = unique(givenName(entry?.['parameter_name']) ?? madeName(label, 'param') ?? `param_${index}`)
  const exact = exactSchema(entry)
  if (exact !== undefined) return { name, required: given === undefined, ...plainForm({ ...unknown, schema: exact }) }
  const widget = widgetOf(source)
  const { schema, shape } = kindOf(widget.type).input(widget)
  const example = exampleOf(source, shape)
  return {
    name,
    required: given === undefined,
    shape: source.withProps === true ? besideProps(shape, source) : shape,
    schema: {
      ...described(schema, source, label),
      ...(given === undefined ? {} : { default: shape.decode(given.value) }),
      ...(example === undefined ? {} : { examples: [example] }),
      ...componentWord(source),
    },
  }
}

const besideProps = ({ encode, decode }: Shape, { component }: ValueSource): Shape => ({
  encode: (value) => ({ ...component?.props, value: encode(value) }),
  decode,
})

/** Reads an output; `position` is its place in an answer's data. */
export const readReturn = (source: ValueSource, position: number, unique: (name: string) => string): EndpointReturn => {
  const label = labelOf(source)
  const exact = exactSchema(source.entry)
  if (exact !== undefined) {
    const name = givenName(ownValue(source.entry?.['hfn'], 'name')) ?? 'output'
    return { name: unique(name), position, ...plainForm({ ...unknown, schema: exact }) }
  }
  const widget = widgetOf(source)
  const { schema, shape } = kindOf(widget.type).output(widget)
  const name = unique(madeName(label, 'output') ?? 'output')
  return { name, position, shape, schema: { ...described(schema, source, label), ...componentWord(source) } }
}

const unknown: Omit<Widget, 'schema'> = { type: '', props: {}, old: false }

/** What an hfn server says of its own values (serve writes it beside Gradio's words). */
const exactSchema = (entry: JsonObject | undefined): Schema | undefined => {
  const schema = ownValue(entry?.['hfn'], 'schema')
  return isObject(schema) ? readExactSchema(schema) : undefined
}

const labelOf = ({ entry, component }: ValueSource): string | undefined =>
  givenLabel(entry?.['label']) ?? givenLabel(component?.props['label'])

const madeName = (label: string | undefined, prefix: string): string | undefined => {
  const name = label === undefined ? undefined : nameFromLabel(label)
  return name === undefined || !/^\d/.test(name) ? name : `${prefix}_${name}`
}

/** The component's names, most telling first: the class, the class it stands for in the page, the page's widget. */
const typesOf = ({ entry, component }: ValueSource): string[] =>
  [entry?.['component'], component?.props['name'], component?.type]
    .map(textOf)
    .filter((type) => type !== undefined && /^\w{1,60}$/.test(type))
    .map((type) => String(type).toLowerCase())

const widgetOf = (source: ValueSource): Widget => {
  const { entry, component, old } = source
  const types = typesOf(source)
  const documented = entry === undefined ? component?.apiInfo : entry['type']
  const { title: _, ...schema } = readSchema(documented)
  return { type: types.find(isKnownKind) ?? types[0] ?? '', props: component?.props ?? {}, schema, old }
}

const componentWord = (source: ValueSource): Schema => {
  const [type] = typesOf(source)
  return type === undefined ? {} : { 'x-component': type.slice(0, 1).toUpperCase() + type.slice(1) }
}

const described = (schema: Schema, { component }: ValueSource, label: string | undefined): Schema => {
  const description = textOf(component?.props['info']) ?? schema.description
  return {
    ...schema,
    ...(label === undefined ? {} : { title: label }),
    ...(description === undefined ? {} : { description }),
  }
}

/** Since 4.23 info says it; before, a component's own value is the default (gradio/blocks.py `get_api_info`). */
const defaultOf = ({ entry, component, old }: ValueSource): { value: unknown } | undefined => {
  const said = entry?.['parameter_has_default']
  if (typeof said === 'boolean') return said ? { value: entry?.['parameter_default'] ?? null } : undefined
  const value = component?.props['value']
  // In Gradio 3 a text nobody gave is already there, empty.
  return value === undefined || value === null || (old && value === '') ? undefined : { value }
}

/** An example a user could write: files as their URL. */
const exampleOf = ({ entry, component }: ValueSource, shape: Shape): unknown => {
  const raw = entry !== undefined && 'example_input' in entry ? entry['example_input'] : component?.exampleInput
  // What gr.Api says when it has none.
  if (raw === null || raw === undefined || raw === '...') return undefined
  return mapFiles(shape.decode(raw), (file) => (/^https?:/.test(file.path) ? file.path : file))
}
