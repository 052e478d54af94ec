import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { fileMark } from '../../../wire/file-data.ts'
import type { SnippetCall, SnippetInput } from './call.ts'
import { curl } from './curl.ts'
import { gradioJavaScript } from './gradio-javascript.ts'
import { gradioPython } from './gradio-python.ts'
import { hfnCommand } from './hfn-command.ts'
import { hfnTypeScript } from './hfn-typescript.ts'

const call = (...inputs: SnippetInput[]): SnippetCall => ({
  url: 'http://127.0.0.1:7860',
  prefix: '/gradio_api',
  name: 'greet',
  inputs,
})
const text = (name: string, value: unknown): SnippetInput => ({ name, schema: { type: 'string' }, value })
const photo = {
  path: '/tmp/x/photo.png',
  url: 'http://127.0.0.1:7860/file=/tmp/x/photo.png',
  orig_name: 'photo.png',
  meta: fileMark,
}
const file = (value: unknown): SnippetInput => ({ name: 'image', schema: { format: 'file' }, value })

test('hfn in TypeScript takes arguments by name', () => {
  expect(hfnTypeScript(call(text('name', "O'Hara"), { name: 'top-k', schema: { type: 'integer' }, value: 3 }))).toBe(
    `import { connect } from 'hfn'

const app = await connect('http://127.0.0.1:7860')
const result = await app.run('greet', { name: 'O\\'Hara', 'top-k': 3 })
console.log(result)
await app.close()
`,
  )
  expect(hfnTypeScript(call())).toContain(`app.run('greet')`)
})

test('the command line quotes for the shell', () => {
  const inputs: SnippetInput[] = [
    text('name', "O'Hara $HOME"),
    { name: 'loud', schema: { type: 'boolean' }, value: false },
    { name: 'count', schema: { type: 'number' }, value: -2 },
    text('note', '@home'),
    text('dash', '-x'),
    { name: 'any', schema: {}, value: '12' },
  ]
  expect(hfnCommand(call(...inputs))).toBe(
    `hfn call http://127.0.0.1:7860 greet --name 'O'\\''Hara $HOME' --no-loud --count=-2 'note:="@home"' --dash=-x 'any:="12"'\n`,
  )
})

test('parameters that would share a flag are named exactly', () => {
  expect(hfnCommand(call(text('top_k', 'a'), text('top-k', 'b')))).toContain(`'top_k:="a"' 'top-k:="b"'`)
})

test('curl joins, then reads by the id', () => {
  expect(curl(call(text('name', "it's")))).toBe(
    `EVENT=$(curl -s -X POST http://127.0.0.1:7860/gradio_api/call/greet \\
  -H 'Content-Type: application/json' \\
  -d '{"data":["it'\\''s"]}' | awk -F'"' '{print $4}')
curl -N http://127.0.0.1:7860/gradio_api/call/greet/$EVENT
`,
  )
})

test('files stand as each client wants them', () => {
  expect(hfnTypeScript(call(file(photo)))).toContain(`{ image: 'photo.png' }`)
  expect(hfnCommand(call(file(photo)))).toContain('--image photo.png')
  expect(gradioPython(call(file([photo])))).toContain('image=[handle_file("photo.png")]')
  expect(gradioPython(call(file(photo)))).toContain('import Client, handle_file')
  expect(gradioJavaScript(call(file(photo)))).toContain(`{ image: handle_file('photo.png') }`)
  expect(curl(call(file(photo)))).toContain(`FILE1=$(curl -s http://127.0.0.1:7860/gradio_api/upload \\
  -F 'files=@"photo.png"' | tr -d '[]"')`)
  expect(curl(call(file(photo)))).toContain(`"path":"'"$FILE1"'"`)
})

test('a file of the web stays where it is', () => {
  const web = { path: 'https://example.com/a.png', orig_name: 'a.png', meta: fileMark }
  expect(gradioPython(call(file(web)))).toContain('handle_file("https://example.com/a.png")')
  expect(curl(call(file(web)))).not.toContain('FILE1')
})

test('no text of a visitor leaves its quotes', () => {
  const hostile = `'"\`$(id)\\\n${'${x}'}</script>\u2028`
  const inputs = call(text('name', hostile))
  const run = (code: string): unknown => runInNewContext(`(${code})`)
  expect(run(/greet', (\{.*\})\)/s.exec(hfnTypeScript(inputs))?.[1] ?? '')).toEqual({ name: hostile })
  expect(run(/greet', (\{.*\})\)/s.exec(gradioJavaScript(inputs))?.[1] ?? '')).toEqual({ name: hostile })
  expect(JSON.parse(/  name=(".*?"),\n/s.exec(gradioPython(inputs))?.[1] ?? '')).toBe(hostile)
})

test('names that Python cannot write are given as text', () => {
  expect(gradioPython(call(text('from', 'a'), text('top-k', 'b')))).toContain(`**{"from": "a"},\n  **{"top-k": "b"},`)
})

test('long values go over several lines', () => {
  const value = Array.from({ length: 8 }, (_, at) => `number ${at} of many`)
  expect(gradioPython(call({ name: 'list', schema: { type: 'array' }, value }))).toContain(
    'list=[\n    "number 0 of many",\n',
  )
})

test('what can be left out and is nothing is left out, except by position', () => {
  const inputs = call(text('name', 'Ann'), { ...text('history', null), optional: true })
  for (const write of [hfnTypeScript, hfnCommand, gradioPython, gradioJavaScript])
    expect(write(inputs)).not.toContain('history')
  expect(curl(inputs)).toContain('{"data":["Ann",null]}')
})
