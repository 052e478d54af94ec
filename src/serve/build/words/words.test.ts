import { expect, expectTypeOf, test } from 'vitest'
import type { Schema } from '../../../core/schema.ts'
import { check } from '../../../callable/check.ts'
import { define } from '../../../callable/define.ts'
import type { FileInput } from '../../../callable/file.ts'
import { componentOf, propsOf } from '../../describe/component.ts'
import * as words from './index.ts'

const { text, number, slider, dropdown, checkbox, checkboxGroup, radio, file, image, json, chatbot, multimodalText } =
  words

/** Per word: the component, its properties in `/config`, a value it takes and one it refuses. */
const cases: readonly [Schema, string, Record<string, unknown>, good: unknown, bad: unknown][] = [
  [
    text({ lines: 3, maxLines: 5, placeholder: 'here', maxLength: 4 }),
    'Textbox',
    { lines: 3, max_lines: 5, placeholder: 'here', max_length: 4 },
    'abcd',
    'abcde',
  ],
  [text({ password: true }), 'Textbox', { type: 'password' }, 'secret', {}],
  [number({ minimum: 1, step: 2 }), 'Number', { minimum: 1, step: 2 }, 1.5, 0],
  [number({ whole: true }), 'Number', { precision: 0, step: 1 }, 2, 2.5],
  [slider({ minimum: 0, maximum: 10 }), 'Slider', { minimum: 0, maximum: 10, value: 0, step: 0.1 }, 3.3, 11],
  [slider({ step: 5, default: 20 }), 'Slider', { minimum: 0, maximum: 100, value: 20, step: 5 }, 100, '3'],
  [checkbox(), 'Checkbox', { value: false }, true, 'true'],
  [
    checkboxGroup({ choices: ['p', 'q'] }),
    'Checkboxgroup',
    {
      value: [],
      choices: [
        ['p', 'p'],
        ['q', 'q'],
      ],
    },
    ['p'],
    ['x'],
  ],
  [
    radio({
      choices: [
        ['One', 1],
        ['Two', 2],
      ],
    }),
    'Radio',
    {
      choices: [
        ['One', 1],
        ['Two', 2],
      ],
    },
    2,
    'Two',
  ],
  [dropdown({ choices: ['a', 'b'] }), 'Dropdown', { value: 'a' }, 'b', 'c'],
  [
    dropdown({ choices: ['a', 'b'], multiple: true, maxChoices: 1 }),
    'Dropdown',
    { value: [], multiselect: true, max_choices: 1 },
    ['b'],
    ['a', 'b'],
  ],
  [dropdown({ choices: ['a'], custom: true }), 'Dropdown', { value: 'a', allow_custom_value: true }, 'else', 1],
  [image({ sources: ['webcam'] }), 'Image', { sources: ['webcam'] }, 'cat.png', 3],
  [words.audio(), 'Audio', {}, 'a.wav', 3],
  [words.video(), 'Video', {}, 'a.mp4', 3],
  [file({ types: ['.pdf'] }), 'File', { file_types: ['.pdf'] }, 'a.pdf', 3],
  [file({ multiple: true }), 'File', { file_count: 'multiple' }, ['a', 'b'], 'a'],
  [words.markdown({ default: '# Hi' }), 'Markdown', { value: '# Hi' }, 'text', 1],
  [words.html(), 'Html', {}, '<b>', { x: 1 }],
  [words.code({ language: 'json' }), 'Code', { language: 'json' }, '{}', []],
  [words.color(), 'Colorpicker', {}, '#ff0000', []],
  [words.dateTime({ time: false }), 'Datetime', { include_time: false }, '2020-01-01', []],
  [
    words.label({ top: 3 }),
    'Label',
    { num_top_classes: 3 },
    { label: 'cat', confidences: [{ label: 'cat', confidence: 1 }] },
    'cat',
  ],
  [json(), 'Json', {}, { any: [1, null] }, undefined],
  [
    words.dataframe({ headers: ['a'] }),
    'Dataframe',
    { headers: ['a'] },
    { headers: ['a'], data: [[1]], metadata: null },
    [[1]],
  ],
  [words.gallery({ columns: 2 }), 'Gallery', { columns: 2 }, [{ image: 'cat.png', caption: null }], ['cat.png']],
  [words.highlightedText(), 'Highlightedtext', {}, [{ token: 'a', class_or_confidence: null }], ['a']],
  [
    chatbot({ height: 300 }),
    'Chatbot',
    { height: 300 },
    [{ role: 'user', content: [{ type: 'text', text: 'hi' }], metadata: null }],
    [{ content: 'hi' }],
  ],
  [
    multimodalText({ lines: 2 }),
    'Multimodaltextbox',
    { lines: 2, file_count: 'multiple' },
    { text: 'a', files: ['b'] },
    'a',
  ],
]

test.each(cases)('%j is %s', (schema, component, ...[props, good, bad]) => {
  expect(componentOf(schema)).toBe(component)
  expect(propsOf(schema, 'Label')).toMatchObject({ label: 'Label', ...props })
  expect(check(schema, good, 'value')).toEqual([])
  if (bad !== undefined) expect(check(schema, bad, 'value')).not.toEqual([])
})

test('every word takes a label, a description, a default and whether it is seen', () => {
  const common = { label: 'L', description: 'D', default: null, visible: false } as const
  for (const word of [
    text(common),
    slider(common),
    dropdown({ ...common, choices: ['a'] }),
    image(common),
    chatbot(common),
  ]) {
    expect(word).toMatchObject({ title: 'L', description: 'D', default: null, 'x-props': { visible: false } })
    expect(propsOf(word, 'other')).toMatchObject({ info: 'D', value: null, visible: false })
  }
})

test('what a state begins with stays on the server', () => {
  const state = words.state({ default: { secret: 1 } })
  expect(state).toMatchObject({ 'x-component': 'State', default: { secret: 1 } })
  expect(propsOf(state, 'x')).toEqual({})
})

test('words type the arguments of a function', () => {
  define({
    name: 'typed',
    input: {
      text: text(),
      number: number(),
      slider: slider(),
      checkbox: checkbox(),
      dropdown: dropdown({ choices: ['a', ['Two', 2]] }),
      several: dropdown({ choices: ['a', 'b'], multiple: true }),
      group: checkboxGroup({ choices: ['p'] }),
      image: image({ default: null }),
      files: file({ multiple: true }),
      json: json(),
    },
    run: (input) => {
      expectTypeOf(input.text).toEqualTypeOf<string>()
      expectTypeOf(input.number).toEqualTypeOf<number>()
      expectTypeOf(input.slider).toEqualTypeOf<number>()
      expectTypeOf(input.checkbox).toEqualTypeOf<boolean>()
      expectTypeOf(input.dropdown).toEqualTypeOf<'a' | 2>()
      expectTypeOf(input.several).toEqualTypeOf<('a' | 'b')[]>()
      expectTypeOf(input.group).toEqualTypeOf<'p'[]>()
      expectTypeOf(input.image).toEqualTypeOf<FileInput | null>()
      expectTypeOf(input.files).toEqualTypeOf<FileInput[]>()
      expectTypeOf(input.json).toEqualTypeOf<unknown>()
    },
  })
})
