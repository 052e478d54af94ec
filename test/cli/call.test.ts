import { expect, test } from 'vitest'
import { clash, echo, gallery, grows, op1, picture } from './functions.ts'
import { hfn } from './terminal.ts'

const url = 'http://127.0.0.1:7860'

const echoed = async (...args: string[]): Promise<unknown> => {
  const { out, err } = await hfn(['call', url, 'echo', ...args], { functions: [echo] })
  return err === '' ? JSON.parse(out) : err
}

test('a streaming function prints one value a line, its end once', async () => {
  const { status, out, err } = await hfn(['call', url, 'op1', '--duration', '2'], { functions: [op1] })
  expect(out).toBe('Dur:2\n0.5\n1.5\nFinished\n')
  expect({ status, err }).toEqual({ status: 0, err: '' })
})

test.each([
  [
    'flags',
    [
      '--text',
      'a b',
      '--steps=8',
      '--style',
      'ink',
      '--negative-prompt',
      '-x',
      '--no-loud',
      '--tags',
      'one',
      '--tags',
      'two',
    ],
  ],
  [
    'flags in other cases and with one dash',
    ['-Text', 'a b', '-STEPS', '8', '--Style=ink', '--negativePrompt=-x', '--loud=false', '--tags', '["one","two"]'],
  ],
  ['values by position', ['tags:=["one","two"]', '--', 'a b', '8', 'ink', '-x', 'false']],
  ['name=value', ['text=a b', 'steps:=8', 'style=ink', 'negative-prompt=-x', 'loud=off', 'tags=["one","two"]']],
  [
    '--args',
    ['--args', '{"text":"a b","steps":8,"style":"ink","negative_prompt":"-x","loud":false,"tags":["one","two"]}'],
  ],
  ['--args in order, and a flag over it', ['--args', '["old",8,"ink","-x",false,["one","two"]]', '--text', 'a b']],
])('arguments can be written as %s', async (_, args) => {
  const wanted = { text: 'a b', steps: 8, style: 'ink', negative_prompt: '-x', loud: false, tags: ['one', 'two'] }
  expect(await echoed(...args)).toEqual(wanted)
})

test('the last of a flag given twice wins', async () => {
  expect(await echoed('--steps', '8', '--steps', '9')).toMatchObject({ steps: 9 })
})

test('after -- nothing is a flag', async () => {
  expect(await echoed('--steps', '7', '--', '--text')).toMatchObject({ text: '--text', steps: 7 })
})

test('a parameter wins over an option of its name after the function, the option before it', async () => {
  const connections: unknown[] = []
  const { fakeApp } = await import('./fake-app.ts')
  const run = async (...args: string[]): Promise<unknown> => {
    const { out } = await hfn(['call', ...args], {
      connect: async (address, { token }) => {
        connections.push(token)
        return fakeApp(address, [clash], {})
      },
    })
    return JSON.parse(out)
  }
  const none = { json: '', timeout: 0, help: '', token: '', constructor: '', no_speech: '' }
  const late = ['--json', 'x', '--timeout', '5', '--help', 'y', '--no-speech', 'n', '--constructor', 'c']
  expect(await run(url, 'clash', ...late)).toEqual({
    ...none,
    json: 'x',
    timeout: 5,
    help: 'y',
    no_speech: 'n',
    constructor: 'c',
  })
  expect(await run('--json', url, '--timeout', '9s', 'clash')).toEqual([none])
  connections.length = 0
  expect(await run('--token', 'ours', url, 'clash', '--token', 'theirs')).toEqual({ ...none, token: 'theirs' })
  expect(connections.at(-1)).toBe('ours')
})

test('an app with one function needs no name', async () => {
  expect((await hfn(['call', url, '--duration', '0'], { functions: [op1] })).out).toBe('Dur:0\nFinished\n')
  expect((await hfn(['call', url, 'duration=0'], { functions: [op1] })).out).toBe('Dur:0\nFinished\n')
})

test('an app with several lists them on a terminal and asks for a name in a pipe', async () => {
  const shown = await hfn(['call', url], { functions: [op1, echo], terminal: { out: true } })
  expect(shown.out).toMatch(/Op1.*--Duration.*\n.*Counts[^]*echo/)
  const piped = await hfn(['call', url], { functions: [op1, echo] })
  expect(piped).toMatchObject({ status: 2, out: '' })
  expect(piped.err).toBe(
    `error BAD_USAGE: The app has 2 functions, and none was named. Name one, such as: hfn call ${url} Op1\n`,
  )
})

test('--json prints the final outputs as one array, with whole file addresses', async () => {
  const { out } = await hfn(['call', url, 'picture', '--text', 'x', '--json'], { functions: [picture] })
  expect(JSON.parse(out)).toMatchObject([
    { url: 'http://app/file=/server/fox.png', meta: { _type: 'gradio.FileData' } },
    { text: 'x' },
  ])
  expect(out.trimEnd()).not.toContain('\n')
  expect(JSON.parse((await hfn(['call', url, 'op1', '0', '--json'], { functions: [op1] })).out)).toEqual(['Finished'])
})

test('--jsonl prints every event as a line of its own', async () => {
  const { out } = await hfn(['call', url, 'op1', '1', '--jsonl'], { functions: [op1] })
  const events = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; data: unknown })
  expect(events.map(({ type, data }) => [type, data])).toEqual([
    ['output', ['Dur:1']],
    ['output', ['0.5']],
    ['output', ['Finished']],
    ['done', ['Finished']],
  ])
})

test('--quiet prints nothing', async () => {
  expect(await hfn(['call', url, 'op1', '1', '-q'], { functions: [op1] })).toEqual({ status: 0, out: '', err: '' })
})

test('several outputs are one JSON array a line in a pipe, and a line each with its name on a terminal', async () => {
  const piped = await hfn(['call', url, 'picture'], { functions: [picture] })
  expect(JSON.parse(piped.out)).toMatchObject([{ orig_name: 'fox.png' }, { text: '' }])
  const shown = await hfn(['call', url, 'picture'], { functions: [picture], terminal: { out: true } })
  expect(shown.out).toMatch(/^image: http:\/\/app\/file=\/server\/fox\.png\ngiven: \{\n/)
})

test('JSON is compact in a pipe and indented on a terminal', async () => {
  const piped = await hfn(['call', url, 'gallery'], { functions: [gallery] })
  expect(piped.out.trimEnd()).not.toContain('\n')
  expect((await hfn(['call', url, 'gallery'], { functions: [gallery], terminal: { out: true } })).out).toContain(
    '\n  {\n',
  )
})

test('a text that grows goes on where it stopped on a terminal, and is a line each in a pipe', async () => {
  const functions = [grows]
  expect((await hfn(['call', url], { functions, terminal: { out: true } })).out).toBe('Once upon a time\n')
  expect((await hfn(['call', url], { functions })).out).toBe('Once\nOnce upon\nOnce upon a time\n')
})
