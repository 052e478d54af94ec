import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { login } from '../../src/hub/token/login.ts'
import { whoami } from '../../src/hub/token/whoami.ts'
import { ada, adaSection, clientOf, eve, eveSection, loggedIn, newHome, newHub, section } from './token-home.ts'

describe('login', () => {
  test('stores the token under its own name, and as the one in use, for its owner alone', async () => {
    const home = newHome()
    const nested = { HF_HOME: join(home.folder, 'new/home') }
    const { hub, warnings } = clientOf({ endpoint: (await newHub()).url, env: nested })
    const done = await login(hub, { token: ` ${ada.token}\n` })
    expect(done).toMatchObject({ name: 'ada laptop', account: { name: 'ada', token: { role: 'write' } } })
    expect(home.read('new/home/token')).toBe(ada.token)
    expect(home.read('new/home/stored_tokens')).toBe(adaSection)
    expect([home.mode('new/home'), home.mode('new/home/token'), home.mode('new/home/stored_tokens')]).toEqual([
      0o700, 0o600, 0o600,
    ])
    expect(warnings).toEqual([])
    expect(await clientOf({ env: nested }).hub.token()).toBe(ada.token)
  })

  test('a second one is added in order, and a name of one’s own is taken', async () => {
    const home = newHome()
    await loggedIn(home)
    expect(home.read('stored_tokens')).toBe(adaSection + eveSection)
    expect(home.read('token')).toBe(ada.token)
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    expect(await login(hub, { token: eve.token, name: ' Größe\u0007 [1] \n' })).toMatchObject({ name: 'Größe [1]' })
    expect(home.read('stored_tokens')).toBe(section('Größe [1]', { hf_token: eve.token }) + adaSection + eveSection)
  })

  test('a token the Hub does not know is called invalid, and nothing is stored', async () => {
    const home = newHome({ HF_TOKEN: ada.token })
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await expect(login(hub, { token: 'hf_unknownunknownunknown' })).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      message: expect.stringContaining('The token is not valid'),
    })
    expect(home.names()).toEqual([])
  })

  test.each([
    ['', {}, 'The token is empty'],
    ['api_org_abcdefgh', {}, "This is an organization's token, and a login needs a user's"],
    ['hf_\u0000', {}, 'What the token that was given holds is no token: it has characters that no token has'],
  ])('%j is refused without a request', async (token, more, message) => {
    const home = newHome()
    const fake = await newHub()
    const { hub } = clientOf({ endpoint: fake.url, env: home.env })
    await expect(login(hub, { token, ...more })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS', message })
    expect(fake.requests).toEqual([])
    expect(home.names()).toEqual([])
  })

  test('a name that Python could not read back is refused', async () => {
    const home = newHome()
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await expect(login(hub, { token: ada.token, name: 'DEFAULT' })).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
    expect(home.names()).toEqual([])
  })

  test('a link planted in place of a file is replaced, and where it leads is left alone', async () => {
    const home = newHome()
    const victim = newHome()
    victim.write('victim', 'precious', 0o644)
    for (const name of ['token', 'stored_tokens']) symlinkSync(join(victim.folder, 'victim'), join(home.folder, name))
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await login(hub, { token: ada.token })
    expect(readFileSync(join(victim.folder, 'victim'), 'utf8')).toBe('precious')
    expect(home.read('token')).toBe(ada.token)
    expect(home.read('stored_tokens')).toBe(adaSection)
    expect(home.mode('token')).toBe(0o600)
  })

  test('a home that cannot be written to is an error that says so', async () => {
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: { HF_HOME: '/dev/null/home' } })
    await expect(login(hub, { token: ada.token })).rejects.toMatchObject({
      code: 'FILE_FAILED',
      message: 'Cannot write /dev/null/home: a part of the path is a file',
      hint: 'Move that file away.',
    })
  })

  test('a folder, a pipe or a device in place of a file is left alone', async () => {
    const home = newHome()
    mkdirSync(join(home.folder, 'folder'))
    execFileSync('/usr/bin/env', ['mkfifo', join(home.folder, 'pipe')])
    const endpoint = (await newHub()).url
    for (const name of ['folder', 'pipe']) {
      const { hub } = clientOf({ endpoint, env: { HF_TOKEN_PATH: join(home.folder, name) } })
      await expect(login(hub, { token: ada.token })).rejects.toMatchObject({
        code: 'BAD_FILE',
        message: expect.stringContaining('is no file'),
      })
    }
    expect(home.names()).toEqual(['folder', 'pipe'])
  })

  test('a file that others could read is for its owner alone from then on', async () => {
    const home = newHome()
    home.write('token', ada.token)
    chmodSync(join(home.folder, 'token'), 0o644)
    const { hub } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await login(hub, { token: ada.token })
    expect(home.mode('token')).toBe(0o600)
  })
})

describe('whoami', () => {
  test('tells whose token it is, and asks the Hub once', async () => {
    const fake = await newHub()
    const { hub } = clientOf({ endpoint: fake.url, env: {}, token: ada.token })
    expect(await whoami(hub)).toEqual({
      type: 'user',
      name: 'ada',
      fullName: 'ada',
      email: 'ada@example.com',
      isPro: false,
      organizations: [{ name: 'lab', fullName: 'lab', role: 'admin' }],
      token: { name: 'ada laptop', role: 'write' },
    })
    await whoami(hub)
    expect(fake.requests).toHaveLength(1)
  })

  test('without a token nothing is asked; a strange answer is an error', async () => {
    const fake = await newHub()
    const none = clientOf({ endpoint: fake.url, env: {}, token: false })
    await expect(whoami(none.hub)).rejects.toMatchObject({ code: 'LOGIN_NEEDED' })
    expect(fake.requests).toEqual([])
    fake.add({ path: /whoami/, times: 1, answer: { status: 200, body: '["ada"]' } })
    const { hub } = clientOf({ endpoint: fake.url, env: {}, token: ada.token })
    await expect(whoami(hub)).rejects.toMatchObject({ code: 'BAD_ANSWER' })
    expect(await whoami(hub)).toMatchObject({ name: 'ada' })
  })
})
