import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HfnError } from '../../src/core/error.ts'
import { deviceLogin } from '../../src/hub/token/device-login.ts'
import { login } from '../../src/hub/token/login.ts'
import { logout, storedTokens, switchToken } from '../../src/hub/token/stored.ts'
import { whoami } from '../../src/hub/token/whoami.ts'
import type { FakeHub, HubFault } from '../../src/testing/fake-hub/contract.ts'
import { hfn } from '../cli/terminal.ts'
import { ada, clientOf, newHome, newHub, section, type Home } from './token-home.ts'

// Without `hf_`, by which tokens are known and masked.
const canary = { name: 'ada', token: 'canary4token8that2nobody6may0see', tokenName: 'canary' }
const refresh = 'canary4refresh8that2nobody6may0see'
const secrets = [canary.token, refresh].flatMap((text) => [text, Buffer.from(text).toString('base64').slice(0, 30)])

const told = (failure: unknown): string =>
  HfnError.is(failure)
    ? [failure.message, failure.hint, failure.stack, JSON.stringify(failure), told(failure.cause)].join()
    : String(failure)

/** Everything people and programs can do with a token; gives all that was said. */
const everything = async (fake: FakeHub, home: Home): Promise<string[]> => {
  const { hub, warnings } = clientOf({ endpoint: fake.url, env: home.env })
  const own = clientOf({ endpoint: fake.url, env: home.env, token: canary.token })
  const codes: unknown[] = []
  const results = await Promise.allSettled([
    login(hub, { token: canary.token }),
    deviceLogin(hub, { onCode: (code) => codes.push(code) }),
    whoami(own.hub),
    switchToken('canary', { env: home.env }),
    logout({ name: 'nobody', env: home.env }),
  ])
  const said = results.map((result) =>
    result.status === 'fulfilled' ? JSON.stringify(result.value) : told(result.reason),
  )
  for (const args of [
    ['login'],
    ['whoami'],
    ['whoami', '--json'],
    ['auth', 'list'],
    ['auth', 'switch', 'canary'],
    ['logout'],
  ]) {
    const { out, err } = await hfn([...args, '--debug'], { env: home.env, stdin: canary.token })
    said.push(out, err)
  }
  return [...said, ...warnings, JSON.stringify(codes), JSON.stringify(await storedTokens({ env: home.env }))]
}

test.each<[string, (fake: FakeHub) => HubFault]>([
  ['all goes well', () => ({ path: /^\/nothing/ })],
  ['the Hub refuses', () => ({ answer: { status: 401, body: '{"error":"Invalid credentials"}' } })],
  ['the Hub breaks', () => ({ reset: 'head', times: 3 })],
  [
    'the Hub leads elsewhere',
    ({ cdnUrl }) => ({ host: 'hub', answer: { status: 307, headers: { location: `${cdnUrl}/api/whoami-v2` } } }),
  ],
])('a token and what renews it are in no output, error or other file when %s', async (_, fault) => {
  const fake = await newHub({ users: [canary], login: { user: 'ada', answers: [] } })
  fake.add(fault(fake))
  const home = newHome({ HF_ENDPOINT: fake.url })
  home.write('token', canary.token)
  home.write('stored_tokens', section('canary', { hf_token: canary.token, refresh_token: refresh, expires_at: 1 }))
  const said = (await everything(fake, home)).join('\n')
  for (const secret of secrets) expect(said).not.toContain(secret)
  for (const name of home.names().filter((name) => name !== 'token' && name !== 'stored_tokens'))
    for (const secret of secrets) expect(name + readFileSync(join(home.folder, name), 'utf8')).not.toContain(secret)
  for (const { path, headers, body, host } of fake.requests) {
    const { authorization, ...others } = headers
    if (host !== 'hub') expect(authorization).toBeUndefined()
    for (const secret of secrets) expect(path + JSON.stringify(others)).not.toContain(secret)
    expect(body).not.toContain(canary.token)
  }
})

test('only auth token prints it, to stdout alone', async () => {
  const home = newHome({ HF_TOKEN: ada.token })
  expect(await hfn(['auth', 'token', '--debug'], { env: home.env })).toEqual({
    status: 0,
    out: `${ada.token}\n`,
    err: '',
  })
})
