import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { readEndpoints } from './endpoint.ts'

const textbox = (id: number, label?: string) => ({ id, type: 'textbox', props: { label }, skip_api: false })
const entry = (name: string, more: object = {}) => ({
  label: name,
  parameter_name: name,
  parameter_has_default: false,
  type: { type: 'string' },
  component: 'Textbox',
  ...more,
})

const endpointsOf = (
  dependencies: object[],
  named: object | undefined,
  components: object[] = [textbox(1)],
  more: object = {},
) =>
  readEndpoints(
    readConfig({
      protocol: 'sse_v3',
      components,
      dependencies: dependencies.map((one) => ({ backend_fn: true, ...one })),
      ...more,
    }),
    named === undefined ? undefined : { named_endpoints: named, unnamed_endpoints: {} },
  )

const hostileNames = ['__proto__', 'constructor', 'then', 'toString', 'hasOwnProperty']

test.each(hostileNames)('an endpoint and its parameter may be called %s', (name) => {
  const info = JSON.parse(
    `{"/${name}": ${JSON.stringify({ parameters: [entry(name)], returns: [entry(name)] })}}`,
  ) as object
  const [endpoint] = endpointsOf([{ api_name: name, inputs: [1], outputs: [1] }], info)
  expect([endpoint?.name, endpoint?.visibility, endpoint?.parameters[0]?.name]).toEqual([name, 'public', name])
  const [silent] = endpointsOf([{ api_name: name, inputs: [1], outputs: [1] }], {})
  expect(silent?.visibility).toBe('undocumented')
})

test('nobody gets a name twice, and an unnamed endpoint takes none that somebody has', () => {
  const names = endpointsOf(
    [{}, { api_name: 'fn_0' }, { api_name: 'a' }, { api_name: 'a' }, { api_name: 'a_2' }],
    undefined,
  )
  expect(names.map(({ name }) => name)).toEqual(['fn_0_2', 'fn_0', 'a', 'a_2', 'a_2_2'])
  expect(names.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4])
})

test('names that cannot be shown are replaced', () => {
  const bad = ['\u{1B}[31mred', 'a\nb', '', 'x'.repeat(1_000), 5, null]
  for (const name of bad) {
    const [endpoint] = endpointsOf([{ api_name: name, inputs: [1], outputs: [] }], undefined)
    expect(endpoint?.name).toBe('fn_0')
    const info = { '/a': { parameters: [entry('a', { parameter_name: name, label: '' })], returns: [] } }
    expect(endpointsOf([{ api_name: 'a', inputs: [1], outputs: [] }], info)[0]?.parameters[0]?.name).toBe('param_0')
  }
})

test('names without info are made from labels', () => {
  const labels = [
    'Duration, in, seconds',
    'Größe (cm)',
    'Crème brûlée',
    undefined,
    'Имя',
    '3D model',
    'Name',
    'name',
    'parameter_8',
  ]
  const [endpoint] = endpointsOf(
    [{ inputs: labels.map((_, id) => id), outputs: [0, 3, 3, 5] }],
    undefined,
    labels.map((label, id) => textbox(id, label)),
  )
  expect(endpoint?.parameters.map(({ name }) => name)).toEqual([
    'duration_in_seconds',
    'grosse_cm',
    'creme_brulee',
    'param_3',
    'param_4',
    'param_3d_model',
    'name',
    'name_2',
    'param_8',
  ])
  expect(endpoint?.returns.map(({ name }) => name)).toEqual([
    'duration_in_seconds',
    'output',
    'output_2',
    'output_3d_model',
  ])
})

test('odd names of parameters are kept', () => {
  const info = {
    '/a': { parameters: ['param_0', 'in_0', 'max-length', 'größe'].map((name) => entry(name)), returns: [] },
  }
  const [endpoint] = endpointsOf([{ api_name: 'a', inputs: [1, 1, 1, 1], outputs: [] }], info)
  expect(endpoint?.parameters.map(({ name }) => name)).toEqual(['param_0', 'in_0', 'max-length', 'größe'])
})

test('a default makes a parameter optional, even null and false', () => {
  const given = [false, null, 0, ''].map((value, index) =>
    entry(`p${index}`, { parameter_has_default: true, parameter_default: value }),
  )
  const info = { '/a': { parameters: [...given, entry('p4')], returns: [] } }
  const [endpoint] = endpointsOf([{ api_name: 'a', inputs: [1, 1, 1, 1, 1], outputs: [] }], info)
  expect(endpoint?.parameters.map(({ required, schema }) => [required, schema.default])).toEqual([
    [false, false],
    [false, null],
    [false, 0],
    [false, ''],
    [true, undefined],
  ])
})

test("without info a component's own value is the default; the empty text of Gradio 3 is none", () => {
  const components = [
    { id: 1, type: 'textbox', props: { value: '' } },
    { id: 2, type: 'number', props: { value: 0 } },
    { id: 3, type: 'textbox', props: {} },
  ]
  const requiredOf = (more: object) =>
    endpointsOf([{ inputs: [1, 2, 3], outputs: [] }], undefined, components, more)[0]?.parameters.map(
      ({ required }) => required,
    )
  expect(requiredOf({})).toEqual([false, false, true])
  expect(requiredOf({ protocol: undefined })).toEqual([true, false, true])
})

test('info that counts other values than config is not believed', () => {
  const info = { '/a': { parameters: [entry('x'), entry('y')], returns: [] } }
  const [endpoint] = endpointsOf([{ api_name: 'a', inputs: [1], outputs: [1] }], info, [textbox(1, 'Only')])
  expect(endpoint?.parameters.map(({ name }) => name)).toEqual(['only'])
  expect(endpoint?.returns.map(({ name }) => name)).toEqual(['only'])
})

test('nothing of an endpoint is read before somebody looks, and then once', () => {
  let read = 0
  const documented = {
    get parameters() {
      read += 1
      return [entry('x')]
    },
    get returns() {
      read += 1
      return [entry('y')]
    },
  }
  const dependencies = Array.from({ length: 1_000 }, (_, index) => ({
    api_name: `f${index}`,
    inputs: [1],
    outputs: [1],
  }))
  const endpoints = endpointsOf(
    dependencies,
    Object.fromEntries(dependencies.map(({ api_name }) => [`/${api_name}`, documented])),
  )
  expect([endpoints.length, read]).toEqual([1_000, 0])
  const last = endpoints.at(-1)
  expect(last?.parameters).toBe(last?.parameters)
  expect([last?.parameters[0]?.name, last?.slots, read]).toEqual(['x', [0], 1])
})

test('a component nobody knows is taken at its word', () => {
  const fileData = { properties: { path: { type: 'string' }, meta: {} }, title: 'FileData', type: 'object' }
  const type = { type: 'object', properties: { doc: fileData, page: { type: 'integer' } } }
  const info = { '/a': { parameters: [entry('x', { type, component: 'Pdf' })], returns: [] } }
  const [endpoint] = endpointsOf([{ api_name: 'a', inputs: [1], outputs: [] }], info, [
    { id: 1, type: 'pdf', props: {} },
  ])
  expect(endpoint?.parameters[0]?.schema).toEqual({
    type: 'object',
    properties: { doc: { format: 'file' }, page: { type: 'integer' } },
    title: 'x',
    'x-component': 'Pdf',
  })
  const file = { path: '/a', url: null, orig_name: null }
  expect(endpoint?.parameters[0]?.shape.encode({ doc: file })).toEqual({
    doc: { ...file, meta: { _type: 'gradio.FileData' } },
  })
})

test('what an hfn server says of its own values is kept word for word', () => {
  const schema = {
    type: 'object',
    properties: { next: { $ref: '#/$defs/node' } },
    $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' }, file: { format: 'file' } } } },
    default: {},
    patternProperties: { '^x': { type: 'string' } },
  }
  const info = {
    '/a': {
      parameters: [entry('x', { parameter_has_default: true, parameter_default: {}, hfn: { schema } })],
      returns: [{ ...entry('label'), hfn: { name: 'tree', schema } }],
      hfn: { title: 'A tree' },
    },
  }
  const [endpoint] = endpointsOf([{ api_name: 'a', inputs: [1], outputs: [1] }], info)
  expect(endpoint?.title).toBe('A tree')
  expect(endpoint?.parameters[0]).toMatchObject({ name: 'x', required: false, schema })
  expect(endpoint?.parameters[0]?.schema).toEqual(schema)
  expect(endpoint?.returns[0]).toMatchObject({ name: 'tree', position: 0, schema })
})

test('rubbish in info throws nothing', () => {
  for (const junk of [null, 0, 'x', [], {}, [null], [[]], [{ type: 5, label: {}, component: [], example_input: {} }]]) {
    for (const info of [{ '/a': junk }, { '/a': { parameters: junk, returns: junk, description: junk, hfn: junk } }]) {
      for (const endpoint of endpointsOf([{ api_name: 'a', inputs: [1, 2], outputs: [1, 9] }], info)) {
        expect([endpoint.slots, endpoint.parameters.length, endpoint.returns.length]).toEqual([[0, 1], 2, 2])
      }
    }
  }
})
