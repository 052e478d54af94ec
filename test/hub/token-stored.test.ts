import { readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ownerName, thisProcess } from '../../src/hub/cache/claim-owner.ts'
import { login } from '../../src/hub/token/login.ts'
import { logout, storedTokens, switchToken } from '../../src/hub/token/stored.ts'
import { ada, adaSection, clientOf, eve, eveSection, loggedIn, newHome, newHub, section } from './token-home.ts'

describe('what others keep in stored_tokens', () => {
  test('sections and keys of other tools stay', async () => {
    const home = newHome()
    const other = '[other tool]\nhf_token = hf_other000000000000\nnote = 50% = half\n\n'
    home.write('stored_tokens', other)
    await loggedIn(home)
    expect(home.read('stored_tokens')).toBe(adaSection + eveSection + other)
    await logout({ name: 'eve-token', env: home.env })
    expect(home.read('stored_tokens')).toBe(adaSection + other)
  })

  test.each([
    ['bytes that are no text', Uint8Array.of(0xc3, 0x28, 0x00, 0xff), ''],
    ['10 MB', Buffer.alloc(10_000_000, '['), ''],
    ['a bare token', 'hf_lost', ''],
    ['a section that comes twice', eveSection + eveSection, eveSection],
    ['half a file', `${eveSection}[half]\nhf_tok`, `${eveSection}[half]\n\n`],
  ])('%s: what can be read is kept, and all of it beside', async (_, content, kept) => {
    const home = newHome()
    home.write('stored_tokens', content)
    const { hub, warnings } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await login(hub, { token: ada.token })
    expect(home.read('stored_tokens')).toBe(adaSection + kept)
    const aside = home.names().find((name) => name.startsWith('stored_tokens.damaged-')) ?? ''
    expect(readFileSync(join(home.folder, aside)).equals(Buffer.from(content))).toBe(true)
    expect(home.mode(aside)).toBe(0o600)
    expect(warnings).toEqual([expect.stringContaining(aside)])
  })

  test.each([
    ['nothing', ''],
    ['CRLF', eveSection.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${eveSection}`],
  ])('%s is nothing to talk about', async (name, content) => {
    const home = newHome()
    home.write('stored_tokens', content)
    const { hub, warnings } = clientOf({ endpoint: (await newHub()).url, env: home.env })
    await login(hub, { token: ada.token })
    expect(home.read('stored_tokens')).toBe(name === 'nothing' ? adaSection : adaSection + eveSection)
    expect(warnings).toEqual([])
    expect(home.names()).toEqual(['stored_tokens', 'token'])
  })

  test('what a killed process left is swept away', async () => {
    const home = newHome()
    home.write('.hfn-00000000-0000-4000-8000-000000000000.tmp', ada.token)
    home.write(`.${ownerName({ ...thisProcess(), pid: 999_999_999 })}.lock`, '')
    const elsewhere = `.${ownerName({ host: 'abcdef01', pid: 1, start: '1' })}.lock`
    home.write(elsewhere, '')
    utimesSync(join(home.folder, elsewhere), 1, 1)
    writeFileSync(join(home.folder, '.hfn-notours'), '')
    await loggedIn(home)
    expect(home.names()).toEqual(['.hfn-notours', 'stored_tokens', 'token'])
  })
})

describe('choosing among logins', () => {
  test('they are listed without showing a token whole', async () => {
    const home = newHome()
    home.write('stored_tokens', adaSection + section('web', { hf_token: 'hf_short', expires_at: 1_800_000_000 }))
    home.write('token', ada.token)
    expect(await storedTokens({ env: home.env })).toEqual([
      { name: 'ada laptop', preview: 'hf_****0001', isActive: true, expiresAt: undefined },
      { name: 'web', preview: '****', isActive: false, expiresAt: new Date('2027-01-15T08:00:00Z') },
    ])
    expect(await storedTokens({ env: newHome().env })).toEqual([])
  })

  test('switching writes the token file only', async () => {
    const home = newHome()
    await loggedIn(home)
    await switchToken('eve-token', { env: home.env })
    expect(home.read('token')).toBe(eve.token)
    expect(home.read('stored_tokens')).toBe(adaSection + eveSection)
    await expect(switchToken('nobody', { env: home.env })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(switchToken('__proto__', { env: home.env })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('logging out forgets the one in use, or the one named, or all', async () => {
    const home = newHome()
    await loggedIn(home)
    await expect(logout({ name: 'nobody', env: home.env })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await logout({ name: 'eve-token', env: home.env })).toEqual({ names: ['eve-token'], wasActive: false })
    expect(home.read('token')).toBe(ada.token)
    expect(await logout({ env: home.env })).toEqual({ names: ['ada laptop'], wasActive: true })
    expect(home.names()).toEqual([])
    expect(await logout({ env: home.env })).toEqual({ names: [], wasActive: false })

    await loggedIn(home)
    expect(await logout({ all: true, env: home.env })).toEqual({ names: ['ada laptop', 'eve-token'], wasActive: true })
    expect(home.names()).toEqual([])
  })

  test('logging out of all leaves nothing, not even of a file that cannot be read', async () => {
    const home = newHome()
    home.write('token', Uint8Array.of(0, 1, 2))
    home.write('stored_tokens', 'hf_damaged')
    await logout({ all: true, env: home.env })
    expect(home.names()).toEqual([])
  })

  test('with no login in use, logging out forgets none', async () => {
    const home = newHome()
    const stored = adaSection + '[empty]\n\n'
    home.write('stored_tokens', stored)
    expect(await logout({ env: home.env })).toEqual({ names: [], wasActive: false })
    expect(home.read('stored_tokens')).toBe(stored)
  })

  test('logging out does not make a folder that was not there', async () => {
    const home = newHome()
    await logout({ env: { HF_HOME: join(home.folder, 'none') } })
    expect(home.names()).toEqual([])
  })
})
