import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import type { FakeHub, HubFault } from '../../src/testing/fake-hub/contract.ts'
import { ada, clientOf, newHome, newHub, section, type Home } from './token-home.ts'

const hour = 3600
const soon = (): number => Math.floor(Date.now() / 1000) + hour

/** Ada, logged in through a browser some time ago: her token has an hour left. */
const browserLogin = async (): Promise<{ fake: FakeHub; home: Home; old: string; refresh: string }> => {
  const fake = await newHub({ login: { user: 'ada', answers: [], tokenExpiresIn: hour } })
  const ask = async (path: string, fields: Record<string, string>): Promise<Record<string, string>> => {
    const answer = await fetch(fake.url + path, { method: 'POST', body: new URLSearchParams(fields) })
    return (await answer.json()) as Record<string, string>
  }
  const { device_code: code = '' } = await ask('/oauth/device', {})
  const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: code }
  const { access_token: old = '', refresh_token: refresh = '' } = await ask('/oauth/token', grant)
  fake.clear()
  const home = newHome()
  home.write('token', old)
  home.write('stored_tokens', section('web', { hf_token: old, refresh_token: refresh, expires_at: soon() }))
  return { fake, home, old, refresh }
}

/** A client that is overtaken: something happens just before its request is sent. */
const meanwhile = ({ fake, home }: { fake: FakeHub; home: Home }, act: () => void): ReturnType<typeof clientOf> =>
  clientOf({
    endpoint: fake.url,
    env: home.env,
    fetch: async (input, init) => {
      act()
      return fetch(input, init)
    },
  })

const refreshes = ({ requests }: FakeHub): number => requests.filter(({ path }) => path === '/oauth/token').length

describe('a login through a browser with less than a day left', () => {
  test('is renewed once, for all who ask at the same time, in both files', async () => {
    const { fake, home, old, refresh } = await browserLogin()
    const clients = Array.from({ length: 5 }, () => clientOf({ endpoint: fake.url, env: home.env }))
    const tokens = await Promise.all(clients.map(({ hub }) => hub.token()))
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(old)
    expect(home.read('token')).toBe(tokens[0])
    expect(refreshes(fake)).toBe(1)
    const [request] = fake.requests
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: refresh,
      client_id: '26be6b09-91c5-47da-9861-d2d2bb7a7e36',
    })
    expect(request?.headers['authorization']).toBeUndefined()
    const stored = home.read('stored_tokens') ?? ''
    expect(stored).toContain(`[web]\nhf_token = ${tokens[0]}\nrefresh_token = hf_refresh_`)
    expect(stored).not.toContain(refresh)
    expect([home.mode('token'), home.mode('stored_tokens'), home.names()]).toEqual([
      0o600,
      0o600,
      ['stored_tokens', 'token'],
    ])
  })

  test('what else is kept with it stays, and another token in use stays in use', async () => {
    const { fake, home, old } = await browserLogin()
    const stored = (home.read('stored_tokens') ?? '').replace('\n\n', '\nnote = mine\n\n')
    home.write('stored_tokens', stored)
    const { hub } = meanwhile({ fake, home }, () => {
      home.write('token', 'hf_switchedswitched')
    })
    expect(await hub.token()).not.toBe(old)
    expect(home.read('token')).toBe('hf_switchedswitched')
    expect(home.read('stored_tokens')).toContain('note = mine')
  })

  test.each<[string, HubFault, RegExp]>([
    [
      'the Hub is unwell',
      { answer: { status: 503, body: 'down' } },
      /could not be renewed \(status 503\); it ends at \d{4}-/,
    ],
    ['the connection breaks', { reset: 'head' }, /could not be renewed/],
    ['the answer is a page', { answer: { status: 200, body: '<html>' } }, /could not be renewed \(status 200\)/],
    [
      'the answer leads elsewhere',
      { answer: { status: 307, headers: { location: 'http://localhost:9/x' } } },
      /tatus 307/,
    ],
    ['the new token is none', { answer: { status: 200, body: '{"access_token":"a\\u0000b"}' } }, /is no token/],
  ])('when %s, the old token is used, and why is said', async (_, fault, said) => {
    const { fake, home, old, refresh } = await browserLogin()
    const before = home.read('stored_tokens')
    fake.add({ path: /oauth/, ...fault })
    const { hub, warnings } = clientOf({ endpoint: fake.url, env: home.env })
    expect(await hub.token()).toBe(old)
    expect(warnings).toEqual([expect.stringMatching(said)])
    expect(warnings.join()).not.toContain(refresh)
    expect([home.read('token'), home.read('stored_tokens')]).toEqual([old, before])
    expect(refreshes(fake)).toBe(1)
  })

  test('one that was revoked says how to log in again', async () => {
    const { fake, home, refresh } = await browserLogin()
    home.write('stored_tokens', (home.read('stored_tokens') ?? '').replace(refresh, 'hf_refresh_revoked'))
    const { hub, warnings } = clientOf({ endpoint: fake.url, env: home.env })
    await hub.token()
    expect(warnings).toEqual([expect.stringMatching(/the login web is over.+Log in again with hfn login\.$/)])
  })

  test('a token that another program fetched meanwhile is taken', async () => {
    const { fake, home, old } = await browserLogin()
    fake.add({ path: /oauth/, answer: { status: 400, body: '{"error":"invalid_grant"}' } })
    const { hub, warnings } = meanwhile({ fake, home }, () => {
      home.write('stored_tokens', (home.read('stored_tokens') ?? '').replace(old, 'hf_renewedbypython'))
    })
    expect(await hub.token()).toBe('hf_renewedbypython')
    expect(warnings).toEqual([])
  })

  test('a new token that cannot be stored is used all the same', async () => {
    const { fake, home, old } = await browserLogin()
    const { hub, warnings } = meanwhile({ fake, home }, () => {
      rmSync(join(home.folder, 'stored_tokens'))
      mkdirSync(join(home.folder, 'stored_tokens'))
    })
    const token = await hub.token()
    expect(token).toMatch(/^hf_oauth_/)
    expect(token).not.toBe(old)
    expect(home.read('token')).toBe(old)
    expect(warnings).toEqual([expect.stringMatching(/renewed, but could not be stored: .+stored_tokens is no file/)])
  })

  test('offline, and with a token of the environment, nothing is asked', async () => {
    const { fake, home, old } = await browserLogin()
    const offline = createHubClient({ endpoint: fake.url, env: home.env, offline: true })
    expect(await offline.token()).toBe(old)
    const other = createHubClient({ endpoint: fake.url, env: { ...home.env, HF_TOKEN: 'hf_other' } })
    expect(await other.token()).toBe('hf_other')
    expect(fake.requests).toEqual([])
  })
})

test.each([
  ['more than a day left', { refresh_token: 'hf_r', expires_at: soon() + 48 * hour }],
  ['no refresh token', { expires_at: soon() }],
  ['no end', { refresh_token: 'hf_r' }],
  ['an end that is no number', { refresh_token: 'hf_r', expires_at: 'soon' }],
  ['an empty end', { refresh_token: 'hf_r', expires_at: '' }],
  ['an end before all times', { refresh_token: 'hf_r', expires_at: '-1e99' }],
])('a login with %s is used as it is', async (_, values) => {
  const fake = await newHub()
  const home = newHome()
  home.write('token', ada.token)
  home.write('stored_tokens', section('web', { hf_token: ada.token, ...values }))
  const { hub, warnings } = clientOf({ endpoint: fake.url, env: home.env })
  expect(await hub.token()).toBe(ada.token)
  expect([fake.requests, warnings]).toEqual([[], []])
})
