import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { ConnectOptions } from '../../src/gradio/app.ts'
import { fakeApp } from './fake-app.ts'
import { op1 } from './functions.ts'
import { hfn, type Setting } from './terminal.ts'

const cwd = mkdtempSync(join(tmpdir(), 'hfn-connection-'))
writeFileSync(join(cwd, 'secret'), 'hf_fromafile\n')
writeFileSync(join(cwd, 'login'), 'ada:pass:word\n')
afterAll(() => rmSync(cwd, { recursive: true }))

const connected = async (
  args: readonly string[],
  setting: Setting = {},
): Promise<{ options: ConnectOptions; err: string }> => {
  let options: ConnectOptions = {}
  const { err } = await hfn(args, {
    cwd,
    ...setting,
    connect: async (address, given) => {
      options = given
      return fakeApp(address, [op1], given)
    },
  })
  return { options, err }
}

const env = { HF_TOKEN: 'hf_environment' }

test('--token goes where it is told, from a file without a warning, and an empty one means none', async () => {
  const given = await connected(['info', 'http://h', '--token', 'hf_onthecommandline'], { env })
  expect(given.options.token).toBe('hf_onthecommandline')
  expect(given.err).toBe('warning: --token can be read in the list of processes; $HF_TOKEN or --token @file cannot.\n')
  const file = await connected(['call', 'http://h', 'op1', '--token', '@secret'], { env })
  expect(file).toMatchObject({ options: { token: 'hf_fromafile' }, err: '' })
  expect((await connected(['info', 'https://a.hf.space', '--token', ''], { env })).options.token).toBe('')
})

test('a login comes from the option, a file or the environment; a password may have colons', async () => {
  expect((await connected(['info', 'http://h', '--auth', 'ada:x', '-q'])).options.auth).toEqual(['ada', 'x'])
  expect((await connected(['info', 'http://h', '--auth', '@login'])).options.auth).toEqual(['ada', 'pass:word'])
  expect((await connected(['info', 'http://h'], { env: { HFN_AUTH: 'eve:y' } })).options.auth).toEqual(['eve', 'y'])
  expect((await connected(['info', 'http://h', '--auth', 'nocolon', '-q'])).err).toMatch(
    /^error BAD_USAGE: A login is written user:password/,
  )
})

test('options on reaching the app may stand before or after the function', async () => {
  const wanted = { session: 's1', protocol: 'call', undocumented: true }
  const options = ['--session', 's1', '--protocol', 'call', '--undocumented']
  expect((await connected(['call', ...options, 'http://h', 'op1'])).options).toMatchObject(wanted)
  expect((await connected(['call', 'http://h', ...options, 'op1'])).options).toMatchObject(wanted)
  expect((await connected(['call', 'http://h', 'op1', '--duration', '0', ...options])).options).toMatchObject(wanted)
})

test('a token is in nothing that is printed', async () => {
  const token = 'hf_verysecretword'
  const { out, err } = await hfn(['call', 'http://h', '--token', token, '--debug', '--jsonl', '--nope'], {
    functions: [op1],
  })
  expect(out + err).not.toContain(token)
})
