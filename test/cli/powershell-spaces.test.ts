import { expect, test } from 'vitest'
import { fromPowerShell } from '../../src/cli/powershell/translate.ts'
import { ada, hubWith } from '../hub/space-support.ts'
import { hfn } from './terminal.ts'

const name = 'ada/greeter'

test.each([
  [
    ['Get-HuggingFaceSpace', name],
    ['spaces', 'info', '--json', name],
  ],
  [
    ['get-hfspace', '-Space', name, '-NoGradioSession', '-GradioServerRoot', 'gradio_api'],
    ['spaces', 'info', '--json', '--no-connect', name],
  ],
  [
    ['Get-HfSpace', '-author', 'ada'],
    ['spaces', 'list', '--json', '--limit', '100', '--author', 'ada'],
  ],
  [
    ['Get-HfSpace', '-My'],
    ['spaces', 'list', '--json', '--limit', '100', '--mine'],
  ],
  [
    ['Wait-HuggingFaceSpace', name, '-timeout', '60', '-SleepTime', '5000', '-NoStart', '-NoStatus'],
    ['spaces', 'wait', '--json', '--timeout', '60', '--interval', '5000ms', '--no-start', name],
  ],
  [
    ['Start-HuggingFaceSpace', '-space', name],
    ['spaces', 'start', '--json', name],
  ],
  [
    ['Connect-HfSpaceGradio', name, '-Force', '-ServerRoot', 'gradio_api'],
    ['spaces', 'connect', name],
  ],
])('%j is a command of hfn', (words, command) => {
  expect(fromPowerShell(words, {})).toEqual(command)
})

test('the cmdlets wake a Space, wait for it and connect to it', async () => {
  const hub = await hubWith({ stage: 'SLEEPING' })
  const run = async (...args: string[]): Promise<unknown> => {
    const env = { HF_ENDPOINT: hub.url, HF_TOKEN: ada, HF_HOME: '/nowhere' }
    return JSON.parse((await hfn(args, { fetch: globalThis.fetch, env })).out)
  }
  expect(await run('Start-HuggingFaceSpace', name)).toMatchObject({ id: name })
  expect(await run('Wait-HfSpace', name, '-SleepTime', '20')).toMatchObject({ id: name, stage: 'RUNNING' })
  expect(await run('Get-HfSpace', name)).toMatchObject({ id: name, functions: [{ name: 'greet' }] })
  expect(await run('Get-HfSpace', '-My')).toMatchObject([{ id: name }])
  const session = expect.stringMatching(/^[\da-f-]{36}$/)
  expect(await run('Connect-HfSpaceGradio', name)).toMatchObject({ space: name, session, functions: ['greet'] })
})
