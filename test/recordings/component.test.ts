import { expect, test } from 'vitest'
import { check } from '../../src/callable/check.ts'
import { mapFiles, type WireFile } from '../../src/wire/file-data.ts'
import type { Endpoint } from '../../src/wire/endpoint.ts'
import { endpointsOf, majors, recording, type Major } from './recording.ts'

const apps: Readonly<Record<Major, ReadonlyMap<string, Endpoint>>> = {
  3: endpointsOf(3),
  4: endpointsOf(4),
  5: endpointsOf(5),
  6: endpointsOf(6),
}

const meta = { _type: 'gradio.FileData' } as const
const image: WireFile = { path: '/tmp/gradio/a.png', orig_name: 'a.png', size: 3, mime_type: 'image/png', meta }
const video: WireFile = { path: '/tmp/gradio/v.mp4', orig_name: 'v.mp4', size: 9, mime_type: 'video/mp4', meta }
const inlined: WireFile = { path: '', url: 'data:image/png;base64,AAAA', orig_name: 'a.png', meta }
const old = { name: '/tmp/gradio/a.png', data: null, is_file: true, orig_name: 'a.png', size: 3, mime_type: 'image/png' }
const oldVideo = { ...old, name: '/tmp/gradio/v.mp4', orig_name: 'v.mp4', size: 9, mime_type: 'video/mp4' }
const captioned = { image, caption: null }
const picture = { file: image, alt_text: null }
const history = [
  { role: 'user', content: 'look' },
  { role: 'user', content: { file: image } },
  { role: 'assistant', content: 'nice', metadata: null },
]
const shownHistory = [
  { role: 'user', content: 'look' },
  { role: 'user', content: picture },
  { role: 'assistant', content: 'nice' },
]
const pairsOf = (cell: unknown): unknown => [
  ['look', null],
  [cell, 'nice'],
]
const parts = [
  { role: 'user', content: [{ type: 'text', text: 'look' }] },
  { role: 'user', content: [{ type: 'file', ...picture }] },
  { role: 'assistant', content: [{ type: 'text', text: 'nice' }] },
]
const table = { headers: ['1', '2', '3'], data: [[1, 2, 3]], metadata: null }

/** What a user writes, and what each version is sent; absent where that version has no such component. */
const inputs: readonly [endpoint: string, written: unknown, sent: Partial<Record<Major, unknown>>][] = [
  ['greet', 'text', { 3: 'text', 4: 'text', 5: 'text', 6: 'text' }],
  ['z_code', '/etc/hosts', { 3: '/etc/hosts', 4: '/etc/hosts', 5: '/etc/hosts', 6: '/etc/hosts' }],
  ['z_md', '# a', { 3: '# a', 4: '# a', 5: '# a', 6: '# a' }],
  ['z_html', '<b>', { 3: '<b>', 4: '<b>', 5: '<b>', 6: '<b>' }],
  ['z_cp', '#ff0000', { 3: '#ff0000', 4: '#ff0000', 5: '#ff0000', 6: '#ff0000' }],
  ['counter', 2.5, { 3: 2.5, 4: 2.5, 5: 2.5, 6: 2.5 }],
  ['z_slider', 2.5, { 3: 2.5, 4: 2.5, 5: 2.5, 6: 2.5 }],
  ['z_num_prec', 3, { 3: 3, 4: 3, 5: 3, 6: 3 }],
  ['z_dropdown', 'b', { 3: 'b', 4: 'b', 5: 'b', 6: 'b' }],
  ['z_dropdownm', ['a', 'b'], { 3: ['a', 'b'], 4: ['a', 'b'], 5: ['a', 'b'], 6: ['a', 'b'] }],
  ['z_dropdownt', 2, { 3: 2, 4: 2, 5: 2, 6: 2 }],
  ['z_radio', 'y', { 3: 'y', 4: 'y', 5: 'y', 6: 'y' }],
  ['z_cbg', ['q'], { 3: ['q'], 4: ['q'], 5: ['q'], 6: ['q'] }],
  ['file', image, { 3: old, 4: image, 5: image, 6: image }],
  ['files', [image], { 3: [old], 4: [image], 5: [image], 6: [image] }],
  ['z_upl', image, { 3: old, 4: image, 5: image, 6: image }],
  ['z_dlb', image, { 4: image, 5: image, 6: image }],
  ['z_m3d', image, { 3: old, 4: image, 5: image, 6: image }],
  ['z_audio', image, { 3: old, 4: image, 5: image, 6: image }],
  ['img', image, { 4: image, 5: image, 6: image }],
  ['img', inlined, { 3: 'data:image/png;base64,AAAA' }],
  ['z_video', video, { 3: [oldVideo, null], 4: { video, subtitles: null }, 5: { video, subtitles: null }, 6: video }],
  ['z_gallery', [image], { 3: [[old, null]], 4: [captioned], 5: [captioned], 6: [captioned] }],
  [
    'z_gallery',
    [{ image, caption: 'cap' }],
    { 3: [[old, 'cap']], 4: [{ image, caption: 'cap' }], 5: [{ image, caption: 'cap' }], 6: [{ image, caption: 'cap' }] },
  ],
  ['z_gallery', [video], { 5: [{ video, caption: null }], 6: [{ video, caption: null }] }],
  ['z_imsl', [image, image], { 5: [image, image], 6: [image, image] }],
  [
    'z_imed',
    image,
    {
      4: { background: image, layers: [], composite: image },
      5: { background: image, layers: [], composite: image },
      6: { background: image, layers: [], composite: image },
    },
  ],
  [
    'z_ai',
    { image, annotations: [{ image, label: 'x' }] },
    {
      3: [old, [[old, 'x']]],
      4: { image, annotations: [{ image, label: 'x' }] },
      5: { image, annotations: [{ image, label: 'x' }] },
      6: { image, annotations: [{ image, label: 'x' }] },
    },
  ],
  ['z_mm', 'hi', { 4: { text: 'hi', files: [] }, 5: { text: 'hi', files: [] }, 6: { text: 'hi', files: [] } }],
  ['z_mm', { files: [image] }, { 4: { text: '', files: [image] }, 6: { text: '', files: [image] } }],
  ['z_chatbot', history, { 3: pairsOf({ ...old, alt_text: null }), 4: pairsOf(picture), 5: pairsOf(picture), 6: parts }],
  ['z_chatbot', pairsOf({ file: image }), { 3: pairsOf({ ...old, alt_text: null }), 4: pairsOf(picture), 6: parts }],
  ['z_chatbot_msg', history, { 4: shownHistory, 5: shownHistory }],
  ['z_chatbot_msg', parts, { 4: shownHistory, 5: shownHistory }],
  ['z_json', { a: [1] }, { 3: { a: [1] }, 4: { a: [1] }, 5: { a: [1] }, 6: { a: [1] } }],
  ['z_df', [[1, 2, 3]], { 3: table, 4: table, 5: table, 6: table }],
  ['z_df', [{ a: 1 }, { b: 2 }], { 6: { headers: ['a', 'b'], data: [[1, null], [null, 2]], metadata: null } }],
  ['z_df', { headers: ['x'], data: [[1]] }, { 6: { headers: ['x'], data: [[1]], metadata: null } }],
  [
    'z_hl',
    [['The', 'art']],
    {
      3: [['The', 'art']],
      4: [{ token: 'The', class_or_confidence: 'art' }],
      5: [{ token: 'The', class_or_confidence: 'art' }],
      6: [{ token: 'The', class_or_confidence: 'art' }],
    },
  ],
  ['z_hl', [{ token: 'The' }], { 3: [['The', null]], 6: [{ token: 'The' }] }],
  ['z_fexp', 'dir/f.py', { 3: [['dir', 'f.py']], 4: [['dir', 'f.py']], 5: [['dir', 'f.py']], 6: [['dir', 'f.py']] }],
  ['z_label', { label: 'cat' }, { 3: { label: 'cat' }, 4: { label: 'cat' }, 5: { label: 'cat' }, 6: { label: 'cat' } }],
  ['z_dt', '2020-10-01 05:20:15', { 4: '2020-10-01 05:20:15', 6: '2020-10-01 05:20:15' }],
  ['z_dialogue', [{ speaker: 'A', text: 'x' }], { 5: [{ speaker: 'A', text: 'x' }], 6: [{ speaker: 'A', text: 'x' }] }],
  ['z_timer', 1, { 4: 1, 5: 1, 6: 1 }],
  ['z_dataset', 0, { 4: 0, 5: 0, 6: 0 }],
  ['z_param', {}, { 4: {}, 5: {}, 6: {} }],
  ['z_browserstate', 'x', { 5: 'x', 6: 'x' }],
  ['z_navbar', [], { 5: [], 6: [] }],
  ['z_lineplot', null, { 3: null, 4: null, 5: null, 6: null }],
]

const rows = inputs.flatMap(([endpoint, written, sent]) =>
  majors.filter((major) => major in sent).map((major) => ({ endpoint, major, written, sent: sent[major] })),
)

test.each(rows)('$endpoint on Gradio $major takes what a user writes', ({ endpoint, major, written, sent }) => {
  const [parameter] = apps[major].get(endpoint)?.parameters ?? []
  if (written !== null) expect(check(parameter?.schema ?? {}, written, 'it')).toEqual([])
  expect(parameter?.shape.encode(written)).toEqual(sent)
  // Whoever writes it as the app does is understood too.
  expect(parameter?.shape.encode(sent)).toEqual(sent)
})

test('inputs have one form on all versions', () => {
  const wording = new Set(['title', 'description', 'default', 'examples', 'x-component', 'contentEncoding', 'type'])
  const bare = (major: Major, endpoint: string): unknown => {
    const schema = apps[major].get(endpoint)?.parameters[0]?.schema ?? {}
    return Object.fromEntries(Object.entries(schema).filter(([word]) => !wording.has(word)))
  }
  const alike = ['file', 'files', 'img', 'z_audio', 'z_video', 'z_m3d', 'z_chatbot', 'z_df', 'z_hl', 'z_ai', 'z_fexp', 'z_dropdown']
  for (const endpoint of alike) {
    for (const major of majors) expect([endpoint, major, bare(major, endpoint)]).toEqual([endpoint, major, bare(6, endpoint)])
  }
})

test('defaults and examples are values a user could write', () => {
  for (const major of majors) {
    for (const { name, parameters } of apps[major].values()) {
      for (const { schema, required } of parameters) {
        for (const example of schema.examples ?? []) expect([name, check(schema, example, 'it')]).toEqual([name, []])
        if (!required) expect([major, name, check(schema, schema.default, 'it')]).toEqual([major, name, []])
      }
    }
  }
})

const outputs = JSON.parse(recording('outputs.json')) as Record<string, Record<string, unknown[]>>
const shownBy: Readonly<Record<string, string>> = {
  ofile: 'file',
  ofiles: 'files',
  oimgp: 'img',
  ovideo: 'z_video',
  ogal: 'z_gallery',
  olabel: 'z_label',
  ochat: 'z_chatbot',
  ochatm: 'z_chatbot_msg',
  ohl: 'z_hl',
  oaudio: 'z_audio',
}
const answers = majors.flatMap((major) =>
  Object.entries(outputs[major] ?? {}).flatMap(([output, data]) =>
    shownBy[output] === undefined ? [] : [{ major, output, endpoint: shownBy[output], data }],
  ),
)

test.each(answers)('$output of Gradio $major is what its schema says, with every file in it', ({ major, endpoint, data }) => {
  const [returned] = apps[major].get(endpoint)?.returns ?? []
  const value = returned?.shape.decode(data[0])
  expect(check(returned?.schema ?? {}, value, 'it')).toEqual([])
  const files: WireFile[] = []
  mapFiles(value, (file) => files.push(file))
  const marks = JSON.stringify(data).match(/"is_file": ?true|"_type"|data:image/g) ?? []
  expect(files).toHaveLength(marks.length)
  for (const file of files) expect(file.meta).toEqual(meta)
})

test('videos, galleries and images of Gradio 3 come out as files', () => {
  const decode = (output: string): unknown =>
    apps[3].get(shownBy[output] ?? '')?.returns[0]?.shape.decode(outputs['3']?.[output]?.[0])
  const png = { path: '/tmp/gradio/red.png', orig_name: 'red.png', size: null, mime_type: null, meta }
  expect(decode('ofile')).toEqual({ path: '/tmp/gradio/t.txt', orig_name: 't.txt', size: 5, mime_type: null, meta })
  expect(decode('ovideo')).toEqual([{ ...png, path: '/tmp/gradio/v.mp4', orig_name: 'v.mp4' }, null])
  expect(decode('ogal')).toEqual([png, [png, 'cap']])
  expect(decode('oimgp')).toMatchObject({ path: '', size: 73, orig_name: 'file.png', mime_type: 'image/png', meta })
})
