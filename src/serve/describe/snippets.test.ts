import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { define } from '../../callable/define.ts'
import { checkbox, file, image, json, text } from '../build/words/index.ts'
import { snippetsOf } from './snippets.ts'

const place = { root: 'http://app', api: 'http://app/gradio_api' }
const work = define({
  name: 'work',
  input: {
    'a "text"': text({ default: "it's\n" }),
    sure: checkbox(),
    picture: image(),
    more: file({ multiple: true }),
    none: json({ default: null }),
  },
  run: () => 1,
})
const { python, javascript, bash, cli } = snippetsOf(work, place)

test('each language calls the function with what it takes', () => {
  expect(python).toContain('client = Client("http://app")')
  expect(python).toContain('\ta "text"="it\'s\\n",\n\tsure=False,\n\tpicture=handle_file(\'cat.png\'),')
  expect(python).toContain('\tmore=[handle_file(\'file.txt\')],\n\tnone=None,\n\tapi_name="/work",')
  expect(javascript).toContain('"picture": handle_file("cat.png"),')
  expect(javascript).toContain('predict("/work", {')
  expect(bash).toContain('http://app/gradio_api/call/v2/work')
  expect(cli).toMatch(/^gradio predict http:\/\/app \/work '\{/)
})

test('what a shell would send is JSON, whatever the values hold', () => {
  const line = bash.split('\n').find((part) => part.startsWith("  -d '")) ?? ''
  const body = line.slice(line.indexOf("-d '") + 3, line.indexOf(' | awk'))
  const { stdout } = spawnSync('sh', ['-c', `FILE_PATH=/up/loaded; printf %s ${body}`], { encoding: 'utf8' })
  const uploaded = { path: '/up/loaded', meta: { _type: 'gradio.FileData' } }
  expect(JSON.parse(stdout)).toEqual({
    'a "text"': "it's\n",
    sure: false,
    picture: uploaded,
    more: [uploaded],
    none: null,
  })
})
