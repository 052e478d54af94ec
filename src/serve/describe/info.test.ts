import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Schema } from '../../core/schema.ts'
import type { Callable } from '../../callable/callable.ts'
import { createCallable } from '../../callable/create.ts'
import { define } from '../../callable/define.ts'
import { readConfig } from '../../wire/config.ts'
import { readEndpoints } from '../../wire/endpoint.ts'
import { createApp } from '../app.ts'
import { chatbot, dateTime, json, radio, slider, state, text } from '../build/words/index.ts'
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

test('undocumented functions are told of when all are asked for, private ones never, states to nobody', async () => {
  const stated = define({
    name: 'stated',
    input: { a: text(), s: state() },
    output: { s: state(), b: text() },
    run: () => [1, ''],
  })
  const app = createApp([plain, zod, stated], {
    functions: { plain: { visibility: 'undocumented' }, zod: { visibility: 'private' } },
  })
  const named = async (query: string) => {
    const info = (await (await app.fetch(`http://app/info${query}`)).json()) as {
      named_endpoints: Record<string, unknown>
    }
    return info.named_endpoints
  }
  const listed = await named('')
  expect(Object.keys(listed)).toEqual(['/stated'])
  expect(listed['/stated']).toMatchObject({
    parameters: [{ parameter_name: 'a' }],
    returns: [{ label: 'b' }],
    code_snippets: {
      python: expect.stringContaining('Client("http://app")'),
      javascript: expect.stringContaining('Client.connect("http://app")'),
      bash: expect.stringContaining('http://app/gradio_api/call/v2/stated'),
      cli: expect.stringContaining('http://app /stated'),
    },
  })
  expect(Object.keys(await named('?all_endpoints=true'))).toEqual(['/plain', '/stated'])
  expect(Object.keys(await named('?all_endpoints=false'))).toEqual(['/stated'])
  await app.close()
})

test('values are told of in the words of Gradio 6', async () => {
  const words = {
    slider: slider({ maximum: 5 }),
    json: json(),
    chat: chatbot(),
    when: dateTime(),
    one: radio({ choices: ['x'] }),
  }
  const app = createApp([define({ name: 'words', input: words, run: () => 1 })])
  const info = (await (await app.fetch('http://app/info')).json()) as {
    named_endpoints: { '/words': { parameters: { type: object; component: string; python_type: object }[] } }
  }
  expect(info.named_endpoints['/words'].parameters).toMatchObject([
    { component: 'Slider', type: { type: 'number', description: 'numeric value between 0 and 5' } },
    { component: 'Json', type: { type: {}, description: 'any valid json' } },
    { component: 'Chatbot', type: { type: 'array', items: { properties: { role: {}, content: { type: 'array' } } } } },
    { component: 'Datetime', type: { type: 'string', description: 'Formatted as YYYY-MM-DD HH:MM:SS' } },
    { component: 'Radio', type: { type: 'string', enum: ['x'] }, python_type: { type: "Literal['x']" } },
  ])
  expect(JSON.stringify(info.named_endpoints['/words'].parameters.map(({ type }) => type))).not.toContain('x-')
  await app.close()
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
  [{ type: 'object', properties: { a: { type: 'string' } } }, 'Json', 'dict(a: str)'],
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
