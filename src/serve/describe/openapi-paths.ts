import type { Callable } from '../../callable/callable.ts'
import { isState } from '../queue/states.ts'
import { referenceTo, type SchemaShelf } from './openapi-schema.ts'

const json = (description: string, schema: unknown) => ({ description, content: { 'application/json': { schema } } })
const body = (schema: unknown) => ({ required: true, content: { 'application/json': { schema } } })

const refused = {
  '422': json('The arguments are wrong', referenceTo('Refusal')),
  '503': json('Too many calls wait', referenceTo('Refusal')),
}

const object = (properties: Readonly<Record<string, unknown>>, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
})

/** Values in order: so many of them, and no more. */
const tuple = (items: readonly unknown[], least = items.length) =>
  items.length === 0
    ? { type: 'array', maxItems: 0 }
    : { type: 'array', prefixItems: items, minItems: least, maxItems: items.length }

/** What stands in the place of a value the server keeps to itself. */
const nothing = { type: 'null' }

const inputOf = ({ name, input }: Callable, shelf: SchemaShelf) => {
  const schemas = input.map((parameter) =>
    isState(parameter) ? nothing : shelf.place(`${name}.${parameter.name}`, parameter.schema),
  )
  const named = input.flatMap((parameter, index) =>
    isState(parameter) ? [] : [{ ...parameter, place: schemas[index] }],
  )
  const least = input.findLastIndex(({ required }) => required) + 1
  return {
    positional: object({ data: tuple(schemas, least) }, ['data']),
    byName: object(
      Object.fromEntries(named.map(({ name: key, place }) => [key, place])),
      named.filter(({ required }) => required).map(({ name: key }) => key),
    ),
  }
}

const outputOf = ({ name, output }: Callable, shelf: SchemaShelf) =>
  tuple(
    output.map((returned) => (isState(returned) ? nothing : shelf.place(`${name}.${returned.name}`, returned.schema))),
  )

const event = { name: 'event_id', in: 'path', required: true, schema: { type: 'string' } }

/** The ways to call one function: at once, or as an event whose outputs are read as they come. */
export const openapiPaths = (callable: Callable, shelf: SchemaShelf): [path: string, item: unknown][] => {
  const { name, title, description } = callable
  const { positional, byName } = inputOf(callable, shelf)
  const told = { summary: title ?? name, ...(description === undefined ? {} : { description }), tags: [name] }
  const segment = encodeURIComponent(name)
  const started = {
    '200': json('The run waits in line', object({ event_id: { type: 'string' } }, ['event_id'])),
    ...refused,
  }
  const read = {
    get: {
      operationId: `read_${name}`,
      summary: `Outputs of a run of ${title ?? name}, as they come`,
      tags: [name],
      parameters: [event],
      responses: {
        '200': {
          description: 'Events `generating`, `complete` and `error`, each with a list of outputs or a reason',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
      },
    },
  }
  const result = object({ data: outputOf(callable, shelf), duration: { type: ['number', 'null'] } }, ['data'])
  return [
    [
      `/run/${segment}`,
      {
        post: {
          operationId: `run_${name}`,
          ...told,
          requestBody: body(positional),
          responses: {
            '200': json('The outputs', result),
            ...refused,
            '500': json('It failed', referenceTo('Failure')),
          },
        },
      },
    ],
    [
      `/call/${segment}`,
      { post: { operationId: `call_${name}`, ...told, requestBody: body(positional), responses: started } },
    ],
    [
      `/call/v2/${segment}`,
      { post: { operationId: `call_by_name_${name}`, ...told, requestBody: body(byName), responses: started } },
    ],
    [`/call/${segment}/{event_id}`, read],
  ]
}
