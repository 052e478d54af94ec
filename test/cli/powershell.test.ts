import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { cmdlets } from '../../src/cli/powershell/cmdlets.ts'
import { fromPowerShell } from '../../src/cli/powershell/translate.ts'
import { op1 } from './functions.ts'
import { hfn } from './terminal.ts'

const url = 'http://127.0.0.1:7860'

test.each([
  [
    ['Get-GradioInfo', url],
    ['info', '--json', url],
  ],
  [
    ['get-gradioinfo', '-AppUrl', url, '-DisableRetry'],
    ['info', '--json', url],
  ],
  [
    ['Send-GradioApi', '-AppUrl', url, '-ApiName', 'Op1', '-Params', '1'],
    ['send', url, 'Op1', '1'],
  ],
  [
    ['Send-GradioApi', '-AppUrl', url, '-ApiName', 'Op1', '-Params', '1', 'two words', '-5'],
    ['send', url, 'Op1', '1', 'two words', '-5'],
  ],
  [
    ['Send-GradioApi', '-AppUrl', url, '-ApiName', 'Op1', '-Params', '[1]'],
    ['send', '--args', '[1]', url, 'Op1'],
  ],
  [
    ['Send-GradioApi', url, 'Op1', '-Session', 'abc', '-TOKEN', 't', '-Params', '1'],
    ['send', '--session', 'abc', '--token', 't', url, 'Op1', '1'],
  ],
  [['Update-GradioApiResult'], ['results', '--jsonl', '-']],
  [
    ['Update-GradioApiResult', '{"app":1}', '-MaxHeartBeats', '2', '-History', '-NoOutput'],
    ['results', '--jsonl', '--max-heartbeats', '2', '--history', '--no-output', '{"app":1}'],
  ],
  [
    ['Send-GradioFile', '-AppUrl', url, '-Files', 'a.png', 'b.png', '-Raw'],
    ['upload', '--raw', url, 'a.png', 'b.png'],
  ],
  [
    ['Invoke-GradioHttp', '-url', `${url}/gradio_api/info`],
    ['api', url, '/gradio_api/info'],
  ],
  [
    ['InvokeGradioApi', `${url}/sub/config?x=1`, '-Method', 'POST', '-Data', '{}'],
    ['api', '--method', 'POST', '--data', '{}', `${url}/sub`, '/config?x=1'],
  ],
  [
    ['Invoke-GradioApiOp1', '-AppUrl', url, '-Duration', '10'],
    ['call', '--jsonl', url, 'Op1', '-Duration', '10'],
  ],
  [
    ['invoke-gradioapiop1', url, '-Duration', '10', '-ApiToken', 't'],
    ['call', '--jsonl', '--token', 't', url, 'op1', '-Duration', '10'],
  ],
  [['Get-HfMe'], ['whoami', '--json']],
  [
    ['Get-HuggingFaceWhoami', '-Token', 't'],
    ['whoami', '--json', '--token', 't'],
  ],
  [['Set-HfToken'], ['login']],
])('%j means hfn %j', (words, command) => {
  expect(fromPowerShell(words, {})).toEqual(command)
})

test('HFN_APP is the app where none is named', () => {
  const env = { HFN_APP: url }
  expect(fromPowerShell(['Invoke-GradioApiOp1', '-Duration', '10'], env)).toEqual([
    'call',
    '--jsonl',
    url,
    'Op1',
    '-Duration',
    '10',
  ])
  expect(fromPowerShell(['Get-GradioInfo'], env)).toEqual(['info', '--json', url])
  expect(() => fromPowerShell(['Get-GradioInfo'], {})).toThrow('Get-GradioInfo was not told which app')
})

test('a parameter that hfn does not have is refused by name', () => {
  expect(() => fromPowerShell(['Update-GradioApiResult', '-Script', 'x'], {})).toThrow(
    'Update-GradioApiResult has no -Script in hfn',
  )
  expect(() => fromPowerShell(['Send-GradioApi', '-AppUrl'], {})).toThrow('-AppUrl needs a value')
})

test('what is no cmdlet is left alone', () => {
  expect(fromPowerShell(['Get-Content', 'x'], {})).toBeUndefined()
  expect(commands.map(({ name }) => fromPowerShell([name], {}))).toEqual(commands.map(() => undefined))
})

test('a planned cmdlet says so in one line', async () => {
  for (const { name, command, aliases = [] } of cmdlets) {
    if (command !== undefined) continue
    for (const word of [name, ...aliases]) {
      const { status, err } = await hfn([word.toLowerCase()])
      expect(err).toMatch(new RegExp(`^error BAD_USAGE: ${name} is planned, and not in hfn yet\\. .+\n$`))
      expect(status).toBe(2)
    }
  }
})

test('the documents’ lines work: info, send piped to its results, and the generated function', async () => {
  const functions = [op1]
  const info = await hfn(['Get-GradioInfo', url], { functions })
  expect(JSON.parse(info.out)).toMatchObject({ named_endpoints: { '/Op1': {} } })
  const sent = await hfn(['Send-GradioApi', '-AppUrl', url, '-ApiName', 'Op1', '-Params', '1'], { functions })
  const results = await hfn(['Update-GradioApiResult'], { functions, stdin: sent.out })
  const called = await hfn(['Invoke-GradioApiOp1', '-Duration', '1'], { functions, env: { HFN_APP: url } })
  for (const { out } of [results, called]) {
    const data = out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { data: unknown }).data)
    expect(data).toEqual([['Dur:1'], ['0.5'], ['Finished'], ['Finished']])
  }
})

test('docs/powershai.md maps every cmdlet and alias, with its command or as planned', () => {
  const rows = readFileSync('docs/powershai.md', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
  expect(cmdlets).toHaveLength(29)
  expect(cmdlets.flatMap(({ aliases = [] }) => aliases)).toHaveLength(11)
  for (const { name, aliases = [], command } of cmdlets) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\``))
    expect(row, name).toBeDefined()
    for (const alias of aliases) expect(row).toContain(`\`${alias}\``)
    expect(row).toContain(command === undefined ? 'planned' : `hfn ${command[0]}`)
  }
})
