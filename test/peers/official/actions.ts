import { expect } from 'vitest'
import type { PlaceName, Stage } from './stage.ts'

/** What a client is asked to do, and how its answer, the same JSON from every client, is judged. */
export interface Action {
  readonly name: string
  /** The client's own code for it, where it is not called like the row. */
  readonly script: string
  readonly place: PlaceName
  readonly check: (answer: unknown, stage: Stage) => void
}

const here = 'a port of its own'

const row = (name: string, script: string, wanted: unknown, place: PlaceName = here): Action => ({
  name,
  script,
  place,
  check: (answer) => expect(answer).toEqual(wanted),
})

/** Whatever a client makes of an error, it says something and ends. */
const said = expect.stringMatching(/\S/) as string

/** The same tour of the app wherever it stands: a call, outputs on the way, a file there and a file back. */
const tour = { greeting: 'Hello Ada.', outputs: ['1', '1 2', '1 2 3'], read: ['note.txt', 'Grüße'], written: 'Grüße' }

export const actions: readonly Action[] = [
  row('connect', 'connect', 'Under test'),
  {
    name: 'view_api',
    script: 'view_api',
    place: here,
    check: (answer, { names }) =>
      expect(answer).toEqual({
        names: names.filter((name) => name !== 'secret').map((name) => `/${name}`),
        greet: [
          ['name', 'Name', 'Textbox'],
          ['excited', 'excited', 'Checkbox'],
          ['times', 'times', 'Number'],
        ],
        returns: ['Textbox'],
      }),
  },
  row('predict, by position', 'by_position', 'Hello Ada!!'),
  row('predict, by name', 'by_name', 'Hello Ada!'),
  row('submit, outputs on the way', 'iterate', ['1', '1 2', '1 2 3', '1 2 3 4', '1 2 3 4 5']),
  row('progress', 'progress', { progress: ['holding', 1, 4, 'steps'], held: 'held a' }),
  row('log', 'log', { log: ['Careful', 'warning'], held: 'held a' }),
  {
    name: 'cancel while queued',
    script: 'cancel_queued',
    place: here,
    check: (answer, { scene }) => {
      expect(answer).toEqual({ first: 'held first', settled: true, after: 'held third' })
      expect(scene.has('started second')).toBe(false)
    },
  },
  row('cancel while running', 'cancel_running', { stopped: 'stopped a', settled: true }),
  row('call right after a cancel', 'call_after_cancel', 'held b'),
  row('upload', 'upload', tour.read),
  row('download', 'download', { name: 'grüße.txt', content: 'Grüße' }),
  row('state across calls', 'state', { one: [1, 2, 3], other: [1] }),
  row('login', 'login', 'ada', 'a login'),
  row('wrong password', 'wrong_password', { refused: said }, 'a login'),
  {
    name: 'error',
    script: 'errors',
    place: here,
    check: (answer) => {
      expect(answer).toEqual({
        refuse: expect.stringContaining('No ink left') as string,
        crash: said,
        after: 'Hello Ada.',
      })
      expect(JSON.stringify(answer)).not.toContain('1234')
    },
  },
  row('two at once, 30 times', 'pairs', { right: 60 }),
  {
    name: '60 jobs at once',
    script: 'crowd',
    place: here,
    check: (answer, { scene }) => {
      expect(Array.from({ length: 60 }, (_, number) => scene.has(`doubled ${number}`))).not.toContain(false)
      expect(answer).toEqual({ right: 60, failed: 0 })
    },
  },
  {
    name: 'private function out of reach',
    script: 'private_function',
    place: here,
    check: (answer, { scene }) => {
      expect(answer).toEqual({ name: said, index: said })
      expect(scene.has('told the secret')).toBe(false)
    },
  },
  row('under a path', 'tour', tour, 'a path'),
  row('behind a proxy that adds a path', 'tour', tour, 'a proxy that adds a path'),
  row('without /gradio_api', 'tour', tour, 'no /gradio_api'),
]
