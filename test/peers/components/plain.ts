import { majors } from '../apps.ts'
import type { Major } from '../apps.ts'
import { alike, from4, from5 } from './row.ts'
import type { Row } from './row.ts'

const on = <Value>(majorsThere: readonly Major[], value: Value): Partial<Record<Major, Value>> =>
  Object.fromEntries(majorsThere.map((major) => [major, value]))

/** The endpoint is there and answers, but `there` its value stays in the app; the official client sends what it is given. */
const silent = (
  component: string,
  there: readonly Major[],
  elsewhere: readonly Major[] = [],
  input?: unknown,
): Row => ({
  component,
  endpoint: component.toLowerCase(),
  majors: [...elsewhere, ...there],
  input,
  at: on(there, { input: undefined, sent: 1 }),
  gradioCannot: on(there, 'takes no value over the API and gives none'),
})

/** Text, numbers and choices, and what takes no value at all. */
export const plain: readonly Row[] = [
  alike('Textbox', 'textbox', 'héllo \u2028 "quoted" \u{1F600}'),
  alike('Textbox', 'textbox', ''),
  alike('TextArea', 'textarea', 'one\ntwo'),
  alike('Code', 'code', 'x = 1'),
  alike('Markdown', 'markdown', '# Title'),
  alike('HTML', 'html', '<b>bold</b>'),
  alike('ColorPicker', 'colorpicker', '#ff0000'),
  alike('Number', 'number', 3.5),
  alike('Number', 'number_integer', 4),
  // 5 and 6 say that it is whole, and hfn holds callers to it.
  { ...alike('Number', 'number_integer', 3.7), majors: [3, 4], output: 4 },
  alike('Slider', 'slider', 2.5),
  alike('Checkbox', 'checkbox', true),
  alike('Checkbox', 'checkbox', false),
  alike('Dropdown', 'dropdown', 'green'),
  alike('Dropdown', 'dropdown_integers', 2),
  alike('Dropdown', 'dropdown_titled', 'red'),
  alike('Dropdown', 'dropdown_many', ['red', 'blue']),
  alike('Dropdown', 'dropdown_free', 'violet'),
  alike('Radio', 'radio', 'blue'),
  alike('CheckboxGroup', 'checkboxgroup', ['red']),
  alike('FileExplorer', 'fileexplorer', [['majors.py']]),
  { component: 'DateTime', endpoint: 'datetime', majors: from4, input: '2025-01-02 03:04:05' },
  { component: 'Timer', endpoint: 'timer', majors: from4, input: 2 },
  {
    component: 'Dialogue',
    endpoint: 'dialogue',
    majors: from5,
    input: [{ speaker: 'Ada', text: 'Hello' }],
    output: '[Ada] Hello',
  },
  { component: 'Dialogue', endpoint: 'dialogue', majors: from5, input: '[Ada] Hello' },
  silent('Dataset', [3], from4, 1),
  silent('State', majors),
  silent('Button', from4, [3], 'pressed'),
  silent('ClearButton', from4, [3], 'pressed'),
  silent('DuplicateButton', from4, [3], 'pressed'),
  silent('DeepLinkButton', from5),
  silent('WorkflowCanvas', [6]),
]
