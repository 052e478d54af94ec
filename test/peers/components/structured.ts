import { majors } from '../apps.ts'
import { file } from '../fixtures.ts'
import { alike, from4, from5 } from './row.ts'
import type { Row } from './row.ts'

const photo = file('photo.png')

const messages = [
  { role: 'user', content: 'hi' },
  { role: 'assistant', content: 'hello' },
]

const parts = [
  { role: 'user', content: [{ type: 'text', text: 'hi' }] },
  { role: 'assistant', content: [{ type: 'text', text: 'hello' }] },
]

const pairs = [['hi', 'hello']]

const shown = (content: unknown) => [{ role: 'user', content }]
const picture = { file: photo, alt_text: 'a photo' }

const chart = (component: string, mark: string): Row => ({
  component,
  endpoint: component.toLowerCase(),
  majors,
  input: {
    columns: ['x', 'y'],
    data: [
      [1, 2],
      [3, 4],
    ],
  },
  output: {
    columns: ['x', 'y'],
    data: [
      [1, 2],
      [3, 4],
    ],
    datatypes: { x: 'quantitative', y: 'quantitative' },
    mark,
  },
  at: { 3: { output: { type: 'altair' } } },
})

const confidences = [
  { label: 'cat', confidence: 0.75 },
  { label: 'dog', confidence: 0.25 },
]

const tokens = [
  { token: 'the', class_or_confidence: null },
  { token: 'cat', class_or_confidence: 'noun' },
]

const tokenPairs = [
  ['the', null],
  ['cat', 'noun'],
]

const dated = {
  headers: ['x', 'y'],
  data: [
    [1, 2],
    [2, 3],
  ],
}

/** Conversations, tables, charts and other JSON. */
export const structured: readonly Row[] = [
  {
    ...alike('Chatbot', 'chatbot', messages),
    at: { 3: { sent: pairs, received: pairs }, 6: { sent: parts, received: parts } },
  },
  {
    ...alike('Chatbot', 'chatbot', shown(picture)),
    at: {
      3: {
        sent: [[{ ...photo, alt_text: 'a photo' }, null]],
        received: [[photo, null]],
      },
      6: {
        sent: shown([{ type: 'file', ...picture }]),
        received: shown([{ type: 'file', ...picture }]),
      },
    },
  },
  {
    component: 'Chatbot',
    endpoint: 'chatbot',
    majors: from4,
    input: [{ role: 'assistant', content: 'hm', metadata: { title: 'thinking' } }],
    at: {
      6: {
        sent: [{ role: 'assistant', content: [{ type: 'text', text: 'hm' }], metadata: { title: 'thinking' } }],
        received: [{ role: 'assistant', content: [{ type: 'text', text: 'hm' }], metadata: { title: 'thinking' } }],
      },
    },
  },
  { component: 'Chatbot', endpoint: 'chatbot_pairs', majors: [4, 5], input: pairs },
  alike('JSON', 'json', { a: [1, null, { b: 'c' }], ü: {} }),
  alike('JSON', 'json', [[1, 2], []]),
  alike('Dataframe', 'dataframe', {
    headers: ['a', 'b'],
    data: [
      [1, 'x'],
      [2, null],
    ],
  }),
  alike('Label', 'label', { label: 'cat', confidences }),
  alike('Plot', 'plot', { type: 'plotly', plot: '{"data":[],"layout":{}}' }),
  chart('LinePlot', 'line'),
  chart('BarPlot', 'bar'),
  chart('ScatterPlot', 'point'),
  {
    ...alike('HighlightedText', 'highlightedtext', tokens),
    at: { 3: { sent: tokenPairs, received: tokenPairs } },
  },
  {
    component: 'ParamViewer',
    endpoint: 'paramviewer',
    majors: from4,
    input: { name: { type: 'str', description: 'who', default: null } },
  },
  { component: 'BrowserState', endpoint: 'browserstate', majors: from5, input: { kept: [1] } },
  { component: 'Navbar', endpoint: 'navbar', majors: from5, input: [['Home', '/']] },
  { component: 'Timeseries', endpoint: 'timeseries', majors: [3], input: dated },
]
