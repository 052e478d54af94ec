import { expect, test } from 'vitest'
import { bearer, jsonOf, start } from './start.ts'

const users = [{ name: 'ada', token: 'hf_ada' }]
const form = (fields: Record<string, string>): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) })
const grant = 'urn:ietf:params:oauth:grant-type:device_code'

test('a login by code is pending, slow, and then gives a token that can be renewed once', async () => {
  const answers = ['authorization_pending', 'slow_down']
  const { url } = await start({ users, login: { user: 'ada', answers, interval: 2 } })
  const device = (await jsonOf(`${url}/oauth/device`, form({ client_id: 'me' }))) as Record<string, string>
  expect(device).toMatchObject({ interval: 2, expires_in: 900, verification_uri: `${url}/oauth/device` })
  const ask = (): Promise<unknown> =>
    jsonOf(`${url}/oauth/token`, form({ grant_type: grant, device_code: device['device_code'] ?? '' }))
  expect(await ask()).toMatchObject({ error: 'authorization_pending' })
  expect(await ask()).toMatchObject({ error: 'slow_down' })
  const { access_token: access, refresh_token: refresh } = (await ask()) as Record<string, string>
  const { name, auth } = (await jsonOf(`${url}/api/whoami-v2`, bearer(access ?? ''))) as Record<string, unknown>
  expect([name, auth]).toEqual(['ada', { type: 'app_token_as_user' }])
  expect(await ask()).toMatchObject({ error: 'expired_token' })
  const renew = form({ grant_type: 'refresh_token', refresh_token: refresh ?? '' })
  expect(await jsonOf(`${url}/oauth/token`, renew)).toMatchObject({ token_type: 'bearer' })
  expect(await jsonOf(`${url}/oauth/token`, renew)).toMatchObject({ error: 'invalid_grant' })
})

test('a login that is denied stays denied', async () => {
  const { url } = await start({ users, login: { user: 'ada', answers: ['access_denied'] } })
  const device = (await jsonOf(`${url}/oauth/device`, form({}))) as Record<string, string>
  const ask = form({ grant_type: grant, device_code: device['device_code'] ?? '' })
  for (let turn = 0; turn < 2; turn++)
    expect(await jsonOf(`${url}/oauth/token`, ask)).toMatchObject({ error: 'access_denied' })
})
