import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Schema } from '../../core/schema.ts'
import type { Callable } from '../../callable/callable.ts'
import { createCallable } from '../../callable/create.ts'
import { define } from '../../callable/define.ts'
import { readConfig } from '../../wire/config.ts'
import { readEndpoints } from '../../wire/endpoint.ts'
import { createApp } from '../app.ts'
import { componentOf } from './component.ts'
import { pythonType } from './python-type.ts'

const file = { format: 'file', contentMediaType: 'image/*' } as const

const described = createCallable({
  name: 'Everything_1',
  title: 'All there is',
  description: 'One of each.\nIn two lines.',
  input: [
    { name: 'text', required: true, schema: { type: 'string', minLength: 1, pattern: '^a', title: 'A text' } },
    { name: 'n', required: false, schema: { type: 'number', minimum: 0, maximum: 1, multipleOf: 0.1, default: 0.5 } },
    { name: 'whole', required: true, schema: { type: 'integer', exclusiveMinimum: 0, examples: [1, 2] } },
    { name: 'choice', required: false, schema: { enum: ['a', 2, null], default: null } },
    { name: 'Name with Blanks', required: false, schema: { type: ['string', 'null'], description: 'Maybe' } },
    { name: 'api_name', required: true, schema: { type: 'boolean', 'x-component': 'Checkbox' } },
    { name: 'image', required: true, schema: { ...file, title: 'Picture' } },
    { name: 'maybe', required: false, schema: { anyOf: [file, { type: 'null' }], default: null } },
    { name: 'files', required: true, schema: { type: 'array', items: { format: 'file' }, maxItems: 3 } },
    {
      name: 'nested',
      required: true,
      schema: {
        $defs: { point: { type: 'object', properties: { x: { type: 'number' }, file } } },
        type: 'object',
        properties: { at: { $ref: '#/$defs/point' }, list: { type: 'array', prefixItems: [{ type: 'string' }, file] } },
        required: ['at'],
        additionalProperties: false,
      },
    },
    { name: 'any', required: true, schema: {} },
    { name: 'fixed', required: true, schema: { const: 'x' } },
  ],
  output: [
    { name: 'first', schema: { type: 'string', title: 'First' } },
    { name: 'second', schema: { ...file, 'x-component': 'Image' } },
    { name: 'rest', schema: { type: 'array', items: { type: 'object', additionalProperties: { type: 'number' } } } },
  ],
  start: async () => ({ data: [] }),
})

const zod = define({
  name: 'zod',
  input: z.object({ a: z.string().min(2).describe('A'), b: z.number().int().max(7).default(3), c: z.enum(['x', 'y']) }),
  output: z.array(z.string()),
  run: () => [],
})

const plain = define({ name: 'plain', input: {}, output: [], run: () => [] })

const shapeOf = ({
  name,
  title,
  description,
  input,
  output,
}: Pick<Callable, 'name' | 'title' | 'description' | 'input' | 'output'>) => ({
  name,
  title,
  description,
  input: input.map(({ name, schema, required }) => ({ name, schema, required })),
  output: output.map(({ name, schema }) => ({ name, schema })),
})

test('what is served is read back exactly', async () => {
  const functions = [described, zod, plain]
  const app = createApp(functions)
  const json = async (path: string): Promise<unknown> => (await app.fetch(new Request(`http://app${path}`))).json()
  const endpoints = readEndpoints(readConfig(await json('/config')), await json('/info'))
  expect(
    endpoints.map(({ parameters, returns, ...rest }) => shapeOf({ ...rest, input: parameters, output: returns })),
  ).toEqual(functions.map(shapeOf))
  expect(endpoints.map(({ slots }) => slots)).toEqual(functions.map(({ input }) => input.map((_, index) => index)))
  expect(endpoints.every(({ queued, visibility }) => queued && visibility === 'public')).toBe(true)
})

test('official clients find what they read in every entry', async () => {
  const app = createApp([described])
  const info = (await (await app.fetch(new Request('http://app/info'))).json()) as {
    named_endpoints: Record<string, { parameters: Record<string, unknown>[]; returns: Record<string, unknown>[] }>
    unnamed_endpoints: object
  }
  const { parameters, returns } = info.named_endpoints['/Everything_1'] ?? { parameters: [], returns: [] }
  for (const entry of [...parameters, ...returns]) {
    expect(entry).toMatchObject({
      label: expect.any(String),
      type: expect.any(Object),
      python_type: { type: expect.any(String), description: expect.any(String) },
      component: expect.stringMatching(/^[A-Z][a-z]+$/),
    })
  }
  expect(parameters.map((entry) => entry['parameter_has_default'])).toEqual(
    described.input.map(({ required }) => !required),
  )
  expect(parameters[6]).toMatchObject({
    label: 'Picture',
    component: 'Image',
    python_type: { type: 'filepath' },
    type: {
      title: 'FileData',
      properties: { path: {}, meta: { properties: { _type: { const: 'gradio.FileData' } } } },
    },
  })
  expect(parameters[9]).toMatchObject({
    type: {
      $defs: { point: { properties: { file: { title: 'FileData' } } } },
      properties: { list: { prefixItems: [{}, { title: 'FileData' }] } },
    },
  })
  expect(parameters[4]).toMatchObject({ type: { anyOf: [{ type: 'string' }, { type: 'null' }] } })
  expect(info.unnamed_endpoints).toEqual({})
})

test.each<[Schema, string, string]>([
  [{ type: 'string' }, 'Textbox', 'str'],
  [{ type: 'number' }, 'Number', 'float'],
  [{ type: 'integer', minimum: 1, maximum: 2 }, 'Slider', 'int'],
  [{ type: 'boolean' }, 'Checkbox', 'bool'],
  [{ enum: ['a', 1, true, null] }, 'Dropdown', "Literal['a', 1, True, None]"],
  [{ type: 'array', items: { enum: ['a'] } }, 'Checkboxgroup', "list[Literal['a']]"],
  [{ type: 'array', items: { type: 'number' } }, 'Json', 'list[float]'],
  [{ type: 'object' }, 'Json', 'dict(str, Any)'],
  [{}, 'Json', 'Any'],
  [{ format: 'file' }, 'File', 'filepath'],
  [{ format: 'file', contentMediaType: 'audio/wav' }, 'Audio', 'filepath'],
  [{ format: 'file', contentMediaType: 'video/*' }, 'Video', 'filepath'],
  [{ anyOf: [{ format: 'file', contentMediaType: 'image/png' }, { type: 'null' }] }, 'Image', 'filepath | None'],
  [{ type: 'array', items: { format: 'file' } }, 'File', 'list[filepath]'],
  [{ anyOf: [{ type: 'string' }, { type: 'number' }] }, 'Api', 'str | float'],
  [{ const: 'x' }, 'Api', "Literal['x']"],
  [{ $ref: '#/x' }, 'Api', 'Any'],
  [{ type: 'string', 'x-component': 'ColorPicker' }, 'Colorpicker', 'str'],
])('%j is shown as %s, %s', (schema, component, python) => {
  expect([componentOf(schema), pythonType(schema)]).toEqual([component, python])
})
