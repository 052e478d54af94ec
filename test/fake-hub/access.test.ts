import { expect, test } from 'vitest'
import type { FakeHub } from '../../src/testing/index.ts'
import { bearer, jsonOf, start } from './start.ts'

const open = (): Promise<FakeHub> =>
  start({
    users: [
      { name: 'ada', token: 'hf_ada', organizations: ['acme'], granted: ['acme/gated'] },
      { name: 'bob', token: 'hf_bob', role: 'read' },
    ],
    repos: [
      { id: 'acme/private', private: true, files: { a: 'a' } },
      { id: 'acme/gated', gated: 'manual', files: { a: 'a' } },
      { type: 'space', id: 'bob/app' },
      { id: 'acme/off', disabled: true },
      { id: 'acme/new', formerly: ['old', 'acme/older'], files: { 'a b': 'here' } },
    ],
  })

const said = async (url: string, token?: string): Promise<readonly [number, string | null]> => {
  const answer = await fetch(url, token === undefined ? {} : bearer(token))
  await answer.body?.cancel()
  return [answer.status, answer.headers.get('x-error-code') ?? answer.headers.get('x-error-message')]
}

test('whoever has a token is told who that is, and a token that is nobody’s is refused everywhere', async () => {
  const hub = await open()
  expect(await jsonOf(`${hub.url}/api/whoami-v2`, bearer('hf_ada'))).toMatchObject({
    name: 'ada',
    orgs: [{ name: 'acme' }],
    auth: { accessToken: { displayName: 'ada-token', role: 'write' } },
  })
  expect((await said(`${hub.url}/api/whoami-v2`))[0]).toBe(401)
  expect(await said(`${hub.url}/api/models`, 'hf_wrong')).toEqual([401, 'Invalid credentials in Authorization header'])
})

test('a private repo is to strangers as if it were not there', async () => {
  const { url } = await open()
  for (const id of ['acme/private', 'acme/nothing']) {
    expect(await said(`${url}/api/models/${id}`)).toEqual([401, 'RepoNotFound'])
    expect(await said(`${url}/${id}/resolve/main/a`, 'hf_bob')).toEqual([404, 'RepoNotFound'])
  }
  expect(await said(`${url}/acme/private/resolve/main/a`, 'hf_ada')).toEqual([200, null])
})

test('of a gated repo everybody sees the list, and those let in the files', async () => {
  const { url } = await open()
  expect((await said(`${url}/api/models/acme/gated/tree/main`))[0]).toBe(200)
  const file = `${url}/acme/gated/resolve/main/a`
  expect(await said(file)).toEqual([401, 'GatedRepo'])
  expect(await said(file, 'hf_bob')).toEqual([403, 'GatedRepo'])
  expect(await said(file, 'hf_ada')).toEqual([200, null])
  expect(await said(`${url}/api/models/acme/gated/auth-check`, 'hf_bob')).toEqual([403, 'GatedRepo'])
})

test('a disabled repo, a revision and a file that are not there have their own signs', async () => {
  const { url } = await open()
  expect(await said(`${url}/api/models/acme/off`)).toEqual([403, 'Access to this resource is disabled.'])
  expect(await said(`${url}/api/models/acme/new/revision/nope`)).toEqual([404, 'RevisionNotFound'])
  expect(await said(`${url}/acme/new/resolve/main/nope`)).toEqual([404, 'EntryNotFound'])
  expect(await said(`${url}/api/models/acme/new/tree/main/nope`)).toEqual([404, 'EntryNotFound'])
})

test('former names lead to the repo', async () => {
  const { url } = await open()
  for (const id of ['old', 'acme/older']) {
    const answer = await fetch(`${url}/${id}/resolve/main/a%20b`)
    expect(await answer.text()).toBe('here')
    expect(await jsonOf(`${url}/api/models/${id}`)).toMatchObject({ id: 'acme/new' })
  }
})

test('a token that may only read changes nothing', async () => {
  const { url } = await open()
  const answer = await fetch(`${url}/api/spaces/bob/app/restart`, { method: 'POST', ...bearer('hf_bob') })
  expect([answer.status, await answer.json()]).toEqual([403, { error: expect.stringContaining('write token') }])
})
