import { expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { readEndpoints } from './endpoint.ts'

const inputsOf = (
  type: string,
  props: object,
  { protocol = 'sse_v3', ...dependency }: { protocol?: string; component_prop_inputs?: number[] } = {},
) => {
  const dependencies = [{ inputs: [1], outputs: [], ...dependency }]
  const [endpoint] = readEndpoints(
    readConfig({ protocol, components: [{ id: 1, type, props }], dependencies }),
    undefined,
  )
  return endpoint?.parameters[0]
}

const schemaOf = (type: string, props: object) => inputsOf(type, props)?.schema

test('ranges are what the component has', () => {
  expect(schemaOf('slider', { minimum: 1, maximum: 5, step: 2 })).toEqual({
    type: 'number',
    minimum: 1,
    maximum: 5,
    'x-component': 'Slider',
  })
  expect(schemaOf('number', { minimum: null, maximum: 5 })).toMatchObject({ type: 'number', maximum: 5 })
  expect(schemaOf('number', { minimum: 9, maximum: 5 })).toEqual({ type: 'number', 'x-component': 'Number' })
})

test('a password is hidden; label and info are title and description', () => {
  expect(schemaOf('textbox', { type: 'password', label: 'Key', info: 'Stays here.' })).toEqual({
    type: 'string',
    format: 'password',
    title: 'Key',
    description: 'Stays here.',
    'x-component': 'Textbox',
  })
})

test('choices are an enumeration of values, unless others are welcome', () => {
  expect(
    schemaOf('dropdown', {
      choices: [
        ['A', 1],
        ['B', 2.5],
      ],
    }),
  ).toMatchObject({ type: 'number', enum: [1, 2.5] })
  const open = schemaOf('dropdown', { choices: ['a', 'b'], allow_custom_value: true })
  expect(open).toEqual({ type: 'string', examples: ['a', 'b'], 'x-component': 'Dropdown' })
  expect(schemaOf('dropdown', { choices: [] })).toEqual({ 'x-component': 'Dropdown' })
  expect(schemaOf('dropdown', { choices: ['a'], multiselect: true, max_choices: 1 })).toMatchObject({
    type: 'array',
    items: { enum: ['a'] },
    maxItems: 1,
  })
  expect(
    schemaOf('radio', {
      choices: [
        ['A', 'a'],
        ['One', 1],
      ],
    }),
  ).toEqual({ enum: ['a', 1], 'x-component': 'Radio' })
})

test('files are of the types a component takes, one or several', () => {
  expect(schemaOf('file', { file_types: ['image'] })).toMatchObject({ format: 'file', contentMediaType: 'image/*' })
  expect(schemaOf('file', { file_types: ['.pdf'] })).toMatchObject({
    format: 'file',
    contentMediaType: 'application/pdf',
  })
  const mixed = schemaOf('file', { file_types: ['.pdf', 'image'] })
  expect(mixed).toEqual({ format: 'file', description: 'One of: .pdf, image', 'x-component': 'File' })
  expect(schemaOf('file', { file_count: 'directory' })).toMatchObject({ type: 'array', items: { format: 'file' } })
  expect(schemaOf('uploadbutton', { file_count: 'multiple' })).toMatchObject({
    type: 'array',
    items: { format: 'file' },
  })
})

test('the sketch tool of Gradio 3 takes an image and its mask', () => {
  const parameter = inputsOf('image', { tool: 'sketch', source: 'upload' }, { protocol: 'ws' })
  const file = { path: '', url: 'data:image/png;base64,AA==', meta: { _type: 'gradio.FileData' } }
  expect(parameter?.schema.required).toEqual(['image', 'mask'])
  expect(parameter?.shape.encode({ image: file, mask: file })).toEqual({ image: file.url, mask: file.url })
})

test('a function that wants a component is sent its properties too', () => {
  const parameter = inputsOf('textbox', { label: 'L' }, { component_prop_inputs: [0] })
  expect(parameter?.shape.encode('x')).toEqual({ label: 'L', value: 'x' })
  expect(inputsOf('textbox', { label: 'L' })?.shape.encode('x')).toBe('x')
})
