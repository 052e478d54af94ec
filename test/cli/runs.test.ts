import { expect, test } from 'vitest'
import { op1 } from './functions.ts'
import { hfn } from './terminal.ts'

const url = 'http://127.0.0.1:7860'
const functions = [op1]
const send = async (): Promise<string> => (await hfn(['send', url, 'op1', '--duration', '1'], { functions })).out

test('send prints one line of JSON, and results takes it as an argument or from stdin', async () => {
  const sent = await send()
  expect(JSON.parse(sent)).toMatchObject({ app: url, function: 'Op1', protocol: 'sse_v3' })
  expect(sent.match(/\n/g)).toHaveLength(1)
  const wanted = { status: 0, out: 'Dur:1\n0.5\nFinished\n', err: '' }
  expect(await hfn(['results', sent.trim()], { functions })).toEqual(wanted)
  expect(await hfn(['results', '-'], { functions, stdin: await send() })).toEqual(wanted)
})

test('results of an event id need the app', async () => {
  const { eventId } = JSON.parse(await send()) as { eventId: string }
  expect(await hfn(['results', eventId, '--app', url, '--json'], { functions })).toMatchObject({
    out: '["Finished"]\n',
  })
  expect(await hfn(['results', eventId], { functions })).toMatchObject({ status: 2 })
})

test('--history gives all events as one array, --no-output nothing before it', async () => {
  const { out } = await hfn(['results', '-', '--history', '--no-output'], { functions, stdin: await send() })
  const events = JSON.parse(out) as { type: string }[]
  expect(events.map(({ type }) => type)).toEqual(['output', 'output', 'output', 'done'])
})

test('upload prints a FileData a line, or the paths on the server', async () => {
  const files = ['upload', url, 'a.png', 'https://h/b.png']
  const { out } = await hfn(files, { cwd: '/home' })
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { path: string }).path),
  ).toEqual(['/server/home/a.png', '/serverhttps://h/b.png'])
  expect((await hfn([...files, '--raw'], { cwd: '/home' })).out).toBe('/server/home/a.png\n/serverhttps://h/b.png\n')
})

test('info shows functions with their parameters, a function with its help, and either as JSON', async () => {
  const { out } = await hfn(['info', url], { functions })
  expect(out).toMatch(
    /^Test app {2}http.* {2}Gradio 6\.0\.0\n\n {2}Op1 {2}\[--Duration <text>\] → Resultado: text\n {6}Counts\.\n/,
  )
  const help = (await hfn(['info', url, '/op1'], { functions })).out
  expect(help).toMatch(
    /--Duration <text>.*Duration, in, seconds.*5\n[^]*Example\n {2}hfn call http:\S+ Op1 --Duration 5\n/,
  )
  expect((await hfn(['call', url, 'op1', '--help'], { functions })).out).toBe(help)
  expect(JSON.parse((await hfn(['info', url, 'op1', '--json'], { functions })).out)).toEqual({
    parameters: [],
    returns: [],
  })
})
