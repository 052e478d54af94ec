import { expect, test } from 'vitest'
import { exitStatus, HfnError, type ErrorCode } from '../../src/core/error.ts'
import { fails, op1 } from './functions.ts'
import { hfn, type Outcome } from './terminal.ts'

const url = 'http://127.0.0.1:7860'
const failing = (error: unknown, ...args: string[]): Promise<Outcome> =>
  hfn(['info', url, ...args], {
    connect: async () => {
      throw error
    },
  })

test.each(Object.entries(exitStatus))('%s is told in one line and ends with its status', async (code, status) => {
  const error = new HfnError(code as ErrorCode, 'What was wrong', { hint: 'What to do.' })
  expect(await failing(error)).toEqual({ status, out: '', err: `error ${code}: What was wrong. What to do.\n` })
})

test('what nobody foresaw is INTERNAL, without a stack', async () => {
  const { status, err } = await failing(new TypeError('x is not\n a function'))
  expect({ status, err }).toEqual({
    status: 1,
    err: 'error INTERNAL: x is not a function. Run it again with --debug to see where.\n',
  })
  expect((await failing('text')).err).toMatch(/^error INTERNAL: text\./)
})

test('--debug adds the stack, its causes and the ids, with tokens masked', async () => {
  const cause = new Error('GET http://h/?__sign=abc with Bearer hf_abcdefghijkl')
  const { err } = await failing(new HfnError('BAD_ANSWER', 'Odd', { cause, eventId: 'e17', status: 500 }), '--debug')
  expect(err).toContain('"eventId":"e17","status":500'.split(',')[0])
  expect(err).toMatch(/at .*report\.test/)
  expect(err).toContain('caused by')
  expect(err).not.toMatch(/abcdefghijkl|sign=abc/)
})

test('a remote error loses its escape sequences before a terminal sees it', async () => {
  const { err, out } = await hfn(['call', url, 'fails', '--jsonl'], {
    functions: [fails],
    terminal: { out: true, err: true },
  })
  for (const control of ['\u001B]', '\u0007']) expect(err + out).not.toContain(control)
  expect(err).toContain('No luck')
})

test('with --jsonl the error is the last line of JSON, with --json stdout stays empty', async () => {
  const lines = await hfn(['call', url, 'fails', '--jsonl'], { functions: [fails] })
  expect(JSON.parse(lines.out)).toMatchObject({ type: 'error', code: 'FUNCTION_FAILED', hint: 'Try again.' })
  expect(lines).toMatchObject({ status: 1, err: 'error FUNCTION_FAILED: No luck. Try again.\n' })
  expect(await hfn(['call', url, 'fails', '--json'], { functions: [fails] })).toMatchObject({ status: 1, out: '' })
  expect(JSON.parse((await hfn(['call', url, 'op1', '--jsonl', '--nope'], { functions: [op1] })).out)).toMatchObject({
    code: 'BAD_USAGE',
  })
})

test.each([
  [['cal', url], 'error BAD_USAGE: hfn has no command cal. Did you mean hfn call?'],
  [['xyzzy'], 'error BAD_USAGE: hfn has no command xyzzy. See: hfn --help'],
  [[url], `error BAD_USAGE: A command comes before the address. Try: hfn info ${url}`],
  [['info', url, '--jsno'], "error BAD_USAGE: Unknown option '--jsno'. Did you mean --json? See: hfn info --help"],
  [['info'], "error BAD_USAGE: Missing required argument 'app'. See: hfn info --help"],
  [
    ['info', url, 'a', 'b'],
    'error BAD_USAGE: Too many arguments. Expected 2 arguments but got 3. See: hfn info --help',
  ],
  [['upload', url], "error BAD_USAGE: Missing required argument 'files'. See: hfn upload --help"],
  [['call', url, 'op2'], 'error NO_SUCH_FUNCTION: The app has no function op2: did you mean Op1?'],
  [['call', url, 'op1', '--timeout', 'soon'], 'error BAD_USAGE: --timeout is a time such as 30s, 5m or 90, not "soon"'],
  [
    ['results', 'nonsense'],
    'error BAD_USAGE: That is no handle of a run. A handle is the line hfn send prints; an event id alone needs --app <url>.',
  ],
  [
    ['results', '{}'],
    'error BAD_USAGE: That is no handle of a run. A handle is the line hfn send prints; an event id alone needs --app <url>.',
  ],
  [
    ['results', 'e1', '--app', url, '--max-heartbeats', '0'],
    'error BAD_USAGE: --max-heartbeats is a number from 1, not "0"',
  ],
  [['results', '-'], 'error BAD_USAGE: No handle came. Did the command before the pipe fail?'],
  [['help', 'nothing'], 'error BAD_USAGE: hfn has no command nothing. See: hfn --help'],
])('%j is a usage error that says what would be right', async (args, line) => {
  const { status, out, err } = await hfn(args, { functions: [op1] })
  expect(err).toBe(`${line}\n`)
  expect(out).toBe('')
  expect(status).toBe(line.includes('NO_SUCH') ? 3 : 2)
})

test('--help of every command names its options, and ends well', async () => {
  const { commands } = await import('../../src/cli/commands.ts')
  for (const { name } of commands) {
    const { status, out } = await hfn([name, '--help'])
    expect(out).toContain(`Usage: hfn ${name}`)
    expect(status).toBe(0)
    expect((await hfn(['help', name])).out).toBe(out)
  }
})
