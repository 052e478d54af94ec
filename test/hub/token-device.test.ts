import { afterEach, describe, expect, test, vi } from 'vitest'
import { deviceLogin, type LoginCode } from '../../src/hub/token/device-login.ts'
import { ada, clientOf, newHome, newHub } from './token-home.ts'

afterEach(() => {
  vi.useRealTimers()
})

const code = {
  device_code: 'device',
  user_code: 'ABCD-1234',
  verification_uri: 'https://hub/device',
  verification_uri_complete: 'https://hub/device?user_code=ABCD-1234',
  expires_in: 60,
  interval: 5,
}
const granted = { access_token: ada.token, refresh_token: 'hf_refresh0000000000', expires_in: 3600 }

type Reply = object | 'broken'

/** A Hub that answers the questions for the token one after the other, on a clock of its own; says when it was asked. */
const onClock = (device: object, replies: readonly Reply[]) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 0 })
  const home = newHome()
  const asked: number[] = []
  const fetch = async (input: string | URL | Request): Promise<Response> => {
    const path = new URL(input instanceof Request ? input.url : input).pathname
    if (path === '/oauth/device') return Response.json(device)
    if (path === '/api/whoami-v2') return Response.json({ name: 'ada' })
    const reply = replies[asked.push(Date.now() / 1000) - 1] ?? { error: 'authorization_pending' }
    if (reply === 'broken') throw new TypeError('fetch failed')
    const refusal = 'status' in reply && typeof reply.status === 'number' ? reply.status : 400
    return Response.json(reply, { status: 'access_token' in reply ? 200 : refusal })
  }
  const { hub } = clientOf({ endpoint: 'http://hub', env: home.env, fetch })
  const codes: LoginCode[] = []
  const login = deviceLogin(hub, { onCode: (told) => codes.push(told) })
  const settled = login.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error }),
  )
  const run = async () => {
    let done: Awaited<typeof settled> | undefined
    void settled.then((result) => (done = result))
    // The clock stands still until there is something to wait for, which may take its time.
    for (let step = 0; step < 20_000 && done === undefined; step += Math.min(1, codes.length)) {
      if (codes.length > 0) await vi.advanceTimersByTimeAsync(100)
      await new Promise((resolve) => setImmediate(resolve))
    }
    return settled
  }
  return { home, asked, codes, run }
}

describe('a login through a browser', () => {
  test('asks in the rhythm the Hub gives, slower when told, and through troubles on the way', async () => {
    const pending = { error: 'authorization_pending' }
    const { asked, codes, home, run } = onClock(code, [pending, { error: 'slow_down' }, 'broken', pending, granted])
    const { value } = await run()
    expect(codes).toEqual([{ url: code.verification_uri_complete, code: 'ABCD-1234', expiresIn: 60 }])
    expect(value?.name).toBe('oauth-ada')
    const gaps = asked.map((at, index) => Math.round(at - (asked[index - 1] ?? 0)))
    expect(gaps).toEqual([0, 5, 10, 10, 10])
    expect(home.read('token')).toBe(ada.token)
    expect(home.read('stored_tokens')).toMatch(
      /^\[oauth-ada\]\nhf_token = hf_adaada\w+\nrefresh_token = hf_refresh0000000000\nexpires_at = 36\d\d\n\n$/,
    )
  })

  test('a Hub that is asked too much is asked less, and the login goes on', async () => {
    const { asked, run } = onClock(code, [{ error: 'We had to rate limit you', status: 429 }, granted])
    expect((await run()).value?.name).toBe('oauth-ada')
    expect(asked).toEqual([0, 10])
  })

  test('ends when the code does, though the Hub never says so', async () => {
    const { asked, run } = onClock(code, [])
    const { error } = await run()
    expect(error).toMatchObject({ code: 'TIMEOUT', message: 'The code was not used in time' })
    expect(asked.length).toBe(12)
  })

  test('a Hub that names no rhythm is asked every five seconds; never more than once in one, nor less than once in a minute', async () => {
    const { interval: _, ...silent } = code
    expect((await runAll(silent)).slice(0, 2)).toEqual([0, 5])
    expect((await runAll({ ...code, interval: 0 })).slice(0, 2)).toEqual([0, 1])
    expect((await runAll({ ...code, interval: 1000, expires_in: 90 })).slice(0, 2)).toEqual([0, 60])
  })

  test.each([
    ['access_denied', 'FORBIDDEN', 'The login was refused in the browser'],
    ['expired_token', 'TIMEOUT', 'The code was not used in time'],
    ['invalid_client', 'BAD_ANSWER', 'The Hub ends the login: invalid_client: why'],
  ])('%s ends it, and nothing is stored', async (name, status, message) => {
    const { home, run } = onClock(code, [{ error: name, error_description: 'why\u001B[2J' }])
    expect((await run()).error).toMatchObject({ code: status, message })
    expect(home.names()).toEqual([])
  })

  test.each([
    ['nothing', {}],
    ['an address that is none of the web', { ...code, verification_uri_complete: 'javascript:alert(1)' }],
    ['no code', { ...code, user_code: '' }],
  ])('a Hub that gives %s is told apart from a login', async (_, answer) => {
    const { codes, run } = onClock(answer, [])
    expect((await run()).error).toMatchObject({ code: 'BAD_ANSWER' })
    expect(codes).toEqual([])
  })
})

const runAll = async (device: object): Promise<number[]> => {
  const { asked, run } = onClock(device, [{ error: 'authorization_pending' }, granted])
  await run()
  vi.useRealTimers()
  return asked.map(Math.round)
}

test('a browser login works with a Hub, and can be stopped', async () => {
  const fake = await newHub({ login: { user: 'ada', answers: [] } })
  const home = newHome({ HF_DEVICE_CODE_OAUTH_CLIENT_ID: 'mine' })
  const { hub } = clientOf({ endpoint: fake.url, env: home.env })
  const stop = new AbortController()
  const stopped = deviceLogin(hub, { onCode: () => stop.abort(), signal: stop.signal })
  await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(home.names()).toEqual([])
  const { account } = await deviceLogin(hub, { onCode: () => {}, name: 'browser' })
  expect(account.name).toBe('ada')
  expect(home.read('stored_tokens')).toMatch(/^\[browser\]\nhf_token = hf_oauth_/)
  expect(fake.requests.find(({ path }) => path === '/oauth/device')?.body).toBe('client_id=mine')
})
