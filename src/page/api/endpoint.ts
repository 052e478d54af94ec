import type { Schema } from '../../core/schema.ts'
import { exampleValue } from '../../callable/example.ts'
import { printType } from '../../callable/print.ts'
import { fileMark } from '../../wire/file-data.ts'
import { isObject, listOf, textOf } from '../../wire/json.ts'
import type { Page } from '../model/page.ts'
import type { RunControl } from '../run/run-control.ts'
import type { SnippetInput } from './snippets/call.ts'

/** A parameter or a returned value, as the app tells of it. */
export interface ValueEntry {
  readonly name: string
  readonly schema: Schema
  /** As TypeScript, for people. */
  readonly type: string
  readonly required: boolean
  readonly description: string | undefined
}

/** A function, as the app tells of it. */
export interface Endpoint {
  readonly name: string
  readonly description: string | undefined
  readonly parameters: readonly ValueEntry[]
  readonly returns: readonly ValueEntry[]
}

const entryOf = (value: unknown, direction: 'input' | 'output'): ValueEntry[] => {
  if (!isObject(value)) return []
  const exact = isObject(value['hfn']) ? value['hfn'] : {}
  const schema: Schema = isObject(exact['schema']) ? exact['schema'] : {}
  return [
    {
      name: textOf(value['parameter_name']) ?? textOf(exact['name']) ?? textOf(value['label']) ?? '',
      schema,
      type: printType(schema, direction),
      required: value['parameter_has_default'] !== true,
      description: schema.description,
    },
  ]
}

/** Reads the app's `/info`. */
export const readEndpoints = (info: unknown): Endpoint[] => {
  const named = isObject(info) && isObject(info['named_endpoints']) ? info['named_endpoints'] : {}
  return Object.entries(named).flatMap(([path, endpoint]) => {
    if (!isObject(endpoint)) return []
    return [
      {
        name: path.replace(/^\//, ''),
        description: textOf(endpoint['description']),
        parameters: listOf(endpoint['parameters']).flatMap((value) => entryOf(value, 'input')),
        returns: listOf(endpoint['returns']).flatMap((value) => entryOf(value, 'output')),
      },
    ]
  })
}

/** All functions the app tells of. */
export const fetchEndpoints = async ({ address }: Page): Promise<Endpoint[]> => {
  const answer = await fetch(`${address.api}/info`)
  if (!answer.ok) throw new Error(`The app answered ${answer.status}`)
  return readEndpoints(await answer.json())
}

/** The arguments as they stand in the form now; where nothing stands, an example. */
export const currentInputs = ({ parameters }: Endpoint, run: RunControl | undefined): SnippetInput[] => {
  const fields = run?.inputs.filter((field) => field?.type !== 'state') ?? []
  return parameters.map(({ name, schema, required }, index) => {
    const field = fields[index]
    // A conversation is too long to be shown; apps go on with the one they remember.
    const isLeftOut = field?.secret === true || (field?.type === 'chatbot' && !required)
    const current = isLeftOut ? null : field?.value.value
    const value = current ?? schema.default ?? (required ? example(schema) : null)
    return { name, schema, value, ...(required ? {} : { optional: true }) }
  })
}

const example = (schema: Schema): unknown => {
  const value = exampleValue(schema)
  const isFile = schema.format === 'file' || schema.anyOf?.some(({ format }) => format === 'file') === true
  return isFile && typeof value === 'string' ? { path: value, orig_name: value, meta: fileMark } : value
}
