import { expect, test } from 'vitest'
import { define } from './define.ts'
import { describe } from './describe.ts'
import { exampleValue } from './example.ts'
import { helpText, shellWord } from './help.ts'
import { kindOf } from './kind.ts'
import { check } from './check.ts'
import { createCallable } from './create.ts'
import type { Schema } from '../core/schema.ts'

const infer = define({
  name: 'infer',
  title: 'Text to image',
  description: 'Makes a picture\nof words.',
  input: {
    prompt: { type: 'string', title: 'Prompt', examples: ['a red fox'], 'x-component': 'Textbox' },
    image: { format: 'file', title: 'Start image', contentMediaType: 'image/*', default: null, 'x-component': 'Image' },
    steps: { type: 'integer', title: 'Steps', minimum: 1, maximum: 50, default: 4, 'x-component': 'Slider' },
    style: {
      enum: ['photo', 'ink'],
      title: 'Style',
      default: 'photo',
      description: 'How it looks',
      'x-component': 'Radio',
    },
    hd: { type: 'boolean', default: true },
    size: { type: 'array', items: { type: 'integer' } },
  },
  output: { image: { format: 'file' }, seed: { type: 'number' } },
  run: ({ prompt }) => [prompt, 1],
})

test('help shows every parameter with type, title, default and component, what is returned, and a command that runs', () => {
  expect(helpText(infer, { command: 'hfn call me/flux infer' })).toBe(
    `infer  Text to image
Makes a picture of words.

Usage: hfn call me/flux infer [--parameter value]

Parameters
  --prompt <text>      Prompt       required  Textbox
  --image <file|url>   Start image  none      Image (uploaded)
  --steps <1..50>      Steps        4         Slider
  --style <photo|ink>  Style        photo     Radio
      How it looks
  --[no-]hd                         true
  --size <integer...>               required

Returns
  image: file   seed: number

Example
  hfn call me/flux infer --prompt "a red fox" --size "[1]"
`,
  )
})

test('a function without parameters and outputs says so', () => {
  const text = helpText(define({ name: 'ping', input: {}, output: {}, run: () => {} }), { command: 'hfn call x ping' })
  expect(text).toBe(
    'ping\n\nUsage: hfn call x ping\n\nTakes no parameters\n\nReturns nothing\n\nExample\n  hfn call x ping\n',
  )
})

test("nothing a stranger's schema says reaches the terminal as more than text", () => {
  const escape = String.fromCharCode(27)
  const evil = `${escape}]52;c;aGk=${String.fromCharCode(7)}ti\nt${escape}[2Jle`
  const schema: Schema = {
    title: evil,
    description: evil,
    default: evil,
    examples: [evil],
    enum: [evil],
    'x-component': evil,
  }
  const callable = createCallable({
    name: evil,
    title: evil,
    description: evil,
    input: [{ name: evil, schema, required: true }],
    output: [{ name: evil, schema }],
    start: async () => ({ data: [] }),
  })
  const text = helpText(callable, { command: 'hfn call' })
  expect(text).not.toMatch(/(?!\n)\p{Cc}/u)
  expect(describe(callable).parameters[0]?.title).toBe('ti tle')
})

test.each<[Schema, string]>([
  [{ type: 'number', minimum: 0 }, '0..'],
  [{ type: 'number' }, 'number'],
  [{ type: ['string', 'null'] }, 'text'],
  [{ anyOf: [{ format: 'file' }, { type: 'null' }] }, 'file|url'],
  [{ type: 'array', items: { format: 'file' } }, 'file|url...'],
  [{ type: 'object' }, 'json'],
  [{}, 'value'],
  [{ type: 'null' }, 'null'],
  [
    { enum: Array.from({ length: 1_000 }, (_, index) => `voice-${index}`) },
    'voice-0|voice-1|voice-2|voice-3|voice-4|…',
  ],
  [{ $ref: '#/$defs/L', $defs: { L: { type: 'array', items: { $ref: '#/$defs/L' } } } }, `json${'...'.repeat(5)}`],
])('%j takes %s', (schema, kind) => {
  expect(kindOf(schema)).toBe(kind)
})

test.each<Schema>([
  { type: 'integer', minimum: 3.5, maximum: 9 },
  { type: 'string', default: '' },
  { type: 'number', default: 99, maximum: 5 },
  { enum: ['a', 'b'], default: 'c' },
  { format: 'file', contentMediaType: 'audio/*' },
  { type: 'object', properties: { a: { type: 'array', items: { type: 'boolean' } }, b: {} }, required: ['a'] },
  { anyOf: [{ type: 'null' }, { type: 'number' }] },
  { type: 'string', examples: ['@secret', '-', 'good'] },
])('the example for %j is one its own check accepts', (schema) => {
  expect(check(schema, exampleValue(schema), 'x')).toEqual([])
})

test('a schema without end has an example and a kind all the same', () => {
  const names = Array.from({ length: 50 }, (_, index) => `p${index}`)
  const properties = Object.fromEntries(names.map((name) => [name, { $ref: '#/$defs/T' }]))
  const tree: Schema = { $ref: '#/$defs/T', $defs: { T: { type: 'object', properties, required: names } } }
  expect(Object.keys(exampleValue(tree) as object)).toEqual(names)
  const anyOf = names.map(() => ({ $ref: '#/$defs/U' }))
  expect(kindOf({ $ref: '#/$defs/U', $defs: { U: { anyOf } } })).toBe('json')
})

test('words are quoted so that every shell gives them back', () => {
  expect(['plain', '--steps=-1', 'a fox', '', `it's "$HOME"`, 'a;b'].map(shellWord)).toEqual([
    'plain',
    '--steps=-1',
    '"a fox"',
    '""',
    `'it'\\''s "$HOME"'`,
    '"a;b"',
  ])
})

test('the example of a file given as FileData is its address, and a negative number hangs on its flag', () => {
  const callable = define({
    name: 'f',
    input: {
      image: { format: 'file', examples: [{ path: '/tmp/x', url: 'https://x.org/bus.png' }] },
      shift: { type: 'integer', maximum: -1 },
      loud: { type: 'boolean', examples: [false] },
    },
    run: () => 1,
  })
  expect(describe(callable).example).toEqual(['--image', 'https://x.org/bus.png', '--shift=-1', '--no-loud'])
})
