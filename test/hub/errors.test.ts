import { createServer, type Server } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { HfnError } from '../../src/core/error.ts'
import { failure } from '../../src/core/failure.ts'
import type { HubClient, HubOptions } from '../../src/hub/client/contract.ts'
import { createHubClient } from '../../src/hub/client/create-client.ts'
import { checkAccess, modelInfo } from '../../src/hub/repos/info.ts'
import { createFakeHub, type FakeHub } from '../../src/testing/index.ts'

const token = 'hf_canary0123456789'
const readOnly = 'hf_canary-read-only'

const fake = async (): Promise<FakeHub> => {
  const hub = await createFakeHub({
    users: [
      { name: 'ada', token },
      { name: 'eve', token: readOnly, role: 'read' },
    ],
    repos: [
      { id: 'ada/open', files: { 'a.txt': 'a' } },
      { id: 'ada/secret', private: true },
      { id: 'meta/gated', gated: 'manual', files: { 'a.txt': 'a' } },
      { id: 'ada/gone', disabled: true },
      { id: 'ada/new-name', formerly: ['ada/old-name'] },
    ],
  })
  onTestFinished(() => hub.close())
  return hub
}

const client = (endpoint: string, options: HubOptions = {}): HubClient => {
  const hub = createHubClient({ endpoint, env: { HF_HOME: '/nowhere' }, ...options })
  onTestFinished(() => hub.close())
  return hub
}

const failureOf = async (work: Promise<unknown>): Promise<HfnError> => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!HfnError.is(error)) throw new Error(`no HfnError: ${String(error)}`)
  expect(JSON.stringify([error, error.stack])).not.toContain('canary')
  return error
}

const said = ({ code, message, hint }: HfnError): string => `${code}: ${message}. ${hint ?? ''}`

test('each way to be refused has a message of its own, with what to do', async () => {
  const service = await fake()
  const { url } = service
  const none = client(url, { token: false })
  const ada = client(url, { token })
  const eve = client(url, { token: readOnly })
  const wrong = client(url, { token: 'hf_canary-of-nobody' })
  const file = (hub: HubClient, path: string): Promise<unknown> =>
    hub.ask({ path, about: 'model meta/gated' }).then((answer) => answer.text())
  const texts = [
    said(await failureOf(modelInfo(none, 'ada/secret'))),
    said(await failureOf(modelInfo(ada, 'ada/nothing'))),
    said(await failureOf(modelInfo(wrong, 'ada/open'))),
    said(await failureOf(modelInfo(none, 'ada/open', { revision: 'v9' }))),
    said(await failureOf(file(none, '/meta/gated/resolve/main/a.txt'))),
    said(await failureOf(file(ada, '/meta/gated/resolve/main/a.txt'))),
    said(await failureOf(modelInfo(ada, 'ada/gone'))),
    said(await failureOf(file(ada, '/ada/open/resolve/main/b.txt'))),
    said(await failureOf(eve.json({ path: '/api/repos/create', json: { name: 'x' }, about: 'model eve/x' }))),
    said(await failureOf(none.json({ path: '/api/whoami-v2', about: 'your account' }))),
    said(await failureOf(ada.json({ path: '/api/repos/create', json: { name: 'open' }, about: 'model ada/open' }))),
  ]
  expect(texts.map((text) => text.replaceAll(url, 'HUB'))).toEqual([
    'NOT_FOUND: There is no model ada/secret, or it is private. Check the name; if it is private: Log in with hfn login, or set HF_TOKEN.',
    'NOT_FOUND: There is no model ada/nothing, or it is private. Check the name, and whether your token may see it: hfn whoami',
    'BAD_CREDENTIALS: The Hub does not know the token from the token option: it is wrong, or was revoked. Log in again with hfn login, or leave the token out with --public.',
    'NOT_FOUND: There is no such revision of model ada/open: Invalid rev id: v9. See the branches and tags: HUB/ada/open/tree/main',
    'GATED: Access to model meta/gated is restricted by its authors. Ask for access at HUB/meta/gated, and log in: hfn login',
    'GATED: Access to model meta/gated is restricted by its authors. Ask for access at HUB/meta/gated, with the account of your token: hfn whoami',
    'FORBIDDEN: model ada/gone is disabled by the Hub. Its page may say why: HUB/ada/gone',
    'NOT_FOUND: There is no such file in model meta/gated. See the files: HUB/meta/gated/tree/main',
    'FORBIDDEN: Your token may not do this with model eve/x: Forbidden: you must use a write token to upload to a repository. Give it the permission at HUB/settings/tokens, or use another: hfn login',
    'LOGIN_NEEDED: The Hub wants a login for your account: Invalid username or password. Log in with hfn login, or set HF_TOKEN.',
    'EXISTS: model ada/open exists already: You already created this model repo. Take another name, or use the one there is.',
  ])
})

test('a repo that others change at the same moment is said to be, with what to do', async () => {
  const service = await fake()
  service.add({ path: /commit/, answer: { status: 412, message: 'A commit has happened since' } })
  const asked = client(service.url, { token }).ask({
    path: '/api/models/ada/open/commit/main',
    about: 'model ada/open',
  })
  expect(said(await failureOf(asked))).toBe(
    'BAD_ANSWER: model ada/open was changed by somebody else meanwhile: A commit has happened since. Run it again.',
  )
})

test('a repo that was renamed is found under its new name, which is said once', async () => {
  const service = await fake()
  const warnings: string[] = []
  const hub = client(service.url, { token: false, onWarning: (text) => warnings.push(text) })
  expect((await modelInfo(hub, 'ada/old-name')).id).toBe('ada/new-name')
  expect((await modelInfo(hub, 'ada/old-name')).id).toBe('ada/new-name')
  expect((await modelInfo(hub, 'ada/open')).id).toBe('ada/open')
  expect(warnings).toEqual(['model ada/old-name is called ada/new-name now'])
})

test('whether a repo may be read is told without reading it', async () => {
  const service = await fake()
  await checkAccess(client(service.url, { token: false }), 'ada/open')
  expect(await failureOf(checkAccess(client(service.url, { token: false }), 'meta/gated'))).toMatchObject({
    code: 'GATED',
  })
})

test('a limit of requests is told, waited for, and waited for again only so often', async () => {
  const service = await fake()
  const waits: number[] = []
  const hub = client(service.url, { token: false, onWait: ({ seconds }) => waits.push(seconds) })
  service.add({ path: /./, times: 2, answer: { status: 429, headers: { 'retry-after': '0' } } })
  expect((await modelInfo(hub, 'ada/open')).id).toBe('ada/open')
  expect(waits).toEqual([0, 0])
  service.clear()
  service.add({ path: /./, answer: { status: 429, headers: { 'retry-after': '0.01' }, body: '{"error":"slow down"}' } })
  expect(said(await failureOf(modelInfo(hub, 'ada/open')))).toBe(
    'RATE_LIMITED: Too many requests to the Hub: slow down. Wait 1 s, or log in for more: hfn login',
  )
  expect(service.requests).toHaveLength(5)
})

test('a wait can be ended', async () => {
  const service = await fake()
  const stop = new AbortController()
  const hub = client(service.url, { token: false, onWait: () => stop.abort() })
  service.add({ path: /./, answer: { status: 429, headers: { 'retry-after': '300' } } })
  const error = await failureOf(modelInfo(hub, 'ada/open', { signal: stop.signal }))
  expect(error).toMatchObject({ code: 'CANCELLED' })
  expect(service.requests).toHaveLength(1)
})

test('a wait of more than the Hub’s own window is a refusal', async () => {
  const service = await fake()
  const hub = client(service.url, { token: false })
  service.add({ path: /./, answer: { status: 429, headers: { ratelimit: '"api";r=0;t=3600' } } })
  expect(await failureOf(modelInfo(hub, 'ada/open'))).toMatchObject({
    code: 'RATE_LIMITED',
    details: { retryAfter: 3601 },
  })
  expect(service.requests).toHaveLength(1)
})

test('a Hub that fails for a while is asked again, and one that goes on failing is named', async () => {
  const service = await fake()
  const hub = client(service.url, { token: false })
  service.add({ path: /./, times: 3, answer: { status: 500, headers: { 'retry-after': '0' } } })
  expect((await modelInfo(hub, 'ada/open')).id).toBe('ada/open')
  service.clear()
  service.add({
    path: /./,
    answer: { status: 503, headers: { 'retry-after': '0' }, body: 'upstream\u001B[2J is down' },
  })
  const error = await failureOf(modelInfo(hub, 'ada/open'))
  expect(said(error)).toBe(
    `UNREACHABLE: ${service.url} answers with status 503: upstream is down. It has troubles of its own; try again later.`,
  )
  expect(service.requests).toHaveLength(5)
})

const serving = async (status: number, body: string, headers: Record<string, string> = {}): Promise<HubClient> => {
  const server: Server = createServer((_, response) => response.writeHead(status, headers).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return client(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, { token: false })
}

test('what stands between us and the Hub is named', async () => {
  const portal = await serving(200, '<!DOCTYPE html><title>Log in to Wifi</title>')
  expect(said(await failureOf(modelInfo(portal, 'o/n')))).toMatch(
    /^BAD_ANSWER: A web page answers at .*open it in a browser/,
  )
  const other = await serving(200, 'hello')
  expect(said(await failureOf(modelInfo(other, 'o/n')))).toMatch(/is no Hub: "hello" is no JSON\. Is HF_ENDPOINT/)
  const network = await serving(511, '<html>')
  expect(said(await failureOf(modelInfo(network, 'o/n')))).toMatch(/^UNREACHABLE: This network wants a login/)
  const proxy = await serving(407, '')
  expect(said(await failureOf(modelInfo(proxy, 'o/n')))).toMatch(/^UNREACHABLE: The proxy wants a login .*HTTPS_PROXY/)
  const firewall = await serving(403, '<html>', { 'content-type': 'text/html; charset=utf-8' })
  expect(said(await failureOf(modelInfo(firewall, 'o/n')))).toMatch(
    /^BAD_ANSWER: A web page at .* refuses this.*firewall/,
  )
  const gate = await serving(403, '<html>', { 'content-type': 'text/html', 'x-error-code': 'GatedRepo' })
  expect(await failureOf(modelInfo(gate, 'o/n'))).toMatchObject({ code: 'GATED' })
  const teapot = await serving(418, '')
  expect(said(await failureOf(modelInfo(teapot, 'o/n')))).toMatch(/^BAD_ANSWER: .* answers with status 418\. Is HF_END/)
  const empty = await serving(200, '')
  expect(said(await failureOf(modelInfo(empty, 'o/n')))).toMatch(/^BAD_ANSWER: The Hub says nothing of model o\/n/)
})

test.each([
  ['CERT_NOT_YET_VALID', /clock right/],
  ['CERT_HAS_EXPIRED', /clock right/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /proxy may stand in between.*NODE_EXTRA_CA_CERTS/],
  ['ENOTFOUND', /spelling/],
  ['ECONNREFUSED', /address and the port/],
])('%s names its cause', (code, hint) => {
  const cause = Object.assign(new Error('no'), { code })
  const { error } = failure(cause, { place: 'https://hub.example', connected: false, reused: false })
  expect(error).toMatchObject({ code: 'UNREACHABLE', hint: expect.stringMatching(hint) })
})

test('hostile refusals are one clean line', async () => {
  const bodies = [
    JSON.stringify({ error: [`a\u001B[31m\n${token}`, { message: 'b' }, [[[[['deep']]]]]] }),
    JSON.stringify({ errors: [{ message: 'c'.repeat(5000) }] }),
    JSON.stringify({ error: 'e', error_description: 'described' }),
    JSON.stringify({ error: {} }),
    '[]',
    'x'.repeat(100_000),
    '<html>\n',
  ]
  const texts: string[] = []
  for (const body of bodies) {
    const hub = await serving(400, body, { 'x-error-code': 'constructor' })
    const { code, message } = await failureOf(hub.json({ path: '/api/x', about: 'list of models' }))
    expect(code).toBe('BAD_ARGUMENT')
    expect(message).not.toMatch(/\p{Cc}/u)
    expect(message.length).toBeLessThan(300)
    texts.push(message.replace('The Hub does not take this request for list of models', ''))
  }
  expect(texts).toEqual([': a hf_***; b', `: ${'c'.repeat(200)}`, ': described', '', '', '', ''])
})
