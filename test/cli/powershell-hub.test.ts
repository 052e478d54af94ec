import { expect, onTestFinished, test } from 'vitest'
import { fromPowerShell } from '../../src/cli/powershell/translate.ts'
import { createFakeHub } from '../../src/testing/index.ts'
import { hfn } from './terminal.ts'

test.each([
  [
    'Invoke-HuggingFaceHub models -limit 5 -author meta-llama -sort downloads -direction -1',
    'hub models --limit 5 --author meta-llama --sort downloads --direction -1',
  ],
  ['invoke-hfhub -endpoint models -filter a b -Desc', 'hub models --filter a --filter b --direction=-1'],
  ['Invoke-HfHub models -full -config -Public', 'hub models --full=true --config=true --public'],
  ['Invoke-HfHub -RawParams x=1 y=2 -Token @t -endpoint whoami-v2', 'hub whoami-v2 --raw x=1 --raw y=2 --token @t'],
  ['Get-HuggingFaceModel gpt2', 'models info --json gpt2'],
  ['Get-HfModel -Model o/n', 'models info --json o/n'],
  ['Find-HuggingFaceModel llama', 'models list --json --sort downloads --limit 100 llama'],
  [
    'Find-HuggingFaceModel -tag gguf pt -author o -lim 3 -search x',
    'models list --json --sort downloads --limit 100 --filter gguf --filter pt --author o --limit 3 x',
  ],
])('%s means hfn %s', (line, command) => {
  expect(fromPowerShell(line.split(' '), {})?.join(' ')).toBe(command)
})

test('a parameter that begins like several is refused', () => {
  expect(() => fromPowerShell(['Invoke-HfHub', '-s', 'x'], {})).toThrow('Invoke-HuggingFaceHub has no -s in hfn')
})

test('the cmdlets work', async () => {
  const service = await createFakeHub({
    repos: [
      { id: 'meta-llama/a', downloads: 1 },
      { id: 'meta-llama/b', downloads: 2, tags: ['gguf'] },
      { id: 'o/n', downloads: 3 },
    ],
  })
  onTestFinished(() => service.close())
  const env = { HF_ENDPOINT: service.url, HF_HOME: '/nowhere' }
  const idsOf = async (line: string): Promise<unknown[]> => {
    const { status, out, err } = await hfn(line.split(' '), { env })
    expect({ status, err }).toEqual({ status: 0, err: '' })
    return [JSON.parse(out)].flat().map(({ id }: { id: string }) => id)
  }
  expect(await idsOf('Invoke-HuggingFaceHub models -limit 5 -author meta-llama -sort downloads -direction -1')).toEqual(
    ['meta-llama/b', 'meta-llama/a'],
  )
  expect(await idsOf('Invoke-HfHub models -author meta-llama -sort downloads -Desc')).toEqual([
    'meta-llama/b',
    'meta-llama/a',
  ])
  expect(await idsOf('Get-HfModel o/n')).toEqual(['o/n'])
  expect(await idsOf('Find-HuggingFaceModel')).toEqual(['o/n', 'meta-llama/b', 'meta-llama/a'])
  expect(await idsOf('Find-HuggingFaceModel -tags gguf')).toEqual(['meta-llama/b'])
})
