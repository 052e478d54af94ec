import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findToken } from '../../src/hub/token/find.ts'
import { clientOf, newHome } from './token-home.ts'

const token = 'hf_fromthefile00000001'

describe('where a token is found', () => {
  test('the option comes first, then HF_TOKEN, then the older names, then the file', async () => {
    const home = newHome()
    home.write('token', token)
    const env: Record<string, string> = { ...home.env }
    expect(await findToken(env)).toEqual({ token, source: join(home.folder, 'token') })
    for (const name of ['HUGGINGFACEHUB_API_TOKEN', 'HF_API_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HF_TOKEN']) {
      env[name] = `hf_${name}`
      expect(await findToken(env)).toEqual({ token: `hf_${name}`, source: name })
    }
    const { hub } = clientOf({ env, token: ' hf_given\n' })
    expect(await hub.token()).toBe('hf_given')
    expect(await clientOf({ env, token: false }).hub.token()).toBeUndefined()
    expect(await clientOf({ env, token: '' }).hub.token()).toBeUndefined()
  })

  test('an older name works, and today’s is said once', async () => {
    const { hub, warnings } = clientOf({ env: newHome({ HF_API_TOKEN: 'hf_older' }).env })
    expect(await hub.token()).toBe('hf_older')
    await hub.token()
    expect(warnings).toEqual(['The token comes from HF_API_TOKEN, whose name today is HF_TOKEN'])
  })

  test('HF_TOKEN_PATH names another file; an empty variable is none', async () => {
    const home = newHome()
    home.write('mine', token)
    const env = { HF_TOKEN: ' ', HF_TOKEN_PATH: join(home.folder, 'mine') }
    expect((await findToken(env))?.token).toBe(token)
  })

  test('HF_HUB_DISABLE_IMPLICIT_TOKEN finds none', async () => {
    const home = newHome({ HF_HUB_DISABLE_IMPLICIT_TOKEN: '1', HF_TOKEN: token })
    expect(await clientOf({ env: home.env }).hub.token()).toBeUndefined()
  })
})

describe('what a file of a token may hold', () => {
  test.each([
    ['a line break', `${token}\n`, token],
    ['CRLF', `${token}\r\n`, token],
    ['a byte order mark', `\uFEFF${token}`, token],
    ['blanks around it', ` \t${token} \n\n`, token],
    ['a line break inside, as pasted', `hf_from\nthefile00000001`, token],
    ['nothing', '', undefined],
    ['blanks only', ' \r\n', undefined],
  ])('%s is no matter', async (_, content, expected) => {
    const home = newHome()
    home.write('token', content)
    expect((await findToken(home.env))?.token).toBe(expected)
  })

  test.each([
    ['control characters', `${token}\u0000`],
    ['another header behind a form feed', `${token}\fX-Evil: 1`],
    ['blanks inside', 'hf_two words'],
    ['letters beyond ASCII', 'hf_tökentökentöken'],
    ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0x00, 0x41)],
    ['a page', '<html><body>login</body></html> '.repeat(40)],
  ])('%s are refused with the place, not the content', async (_, content) => {
    const home = newHome()
    home.write('token', content)
    const failure = await findToken(home.env).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'BAD_CREDENTIALS',
      message: expect.stringContaining(join(home.folder, 'token')),
    })
    expect(JSON.stringify(failure)).not.toMatch(/fromthefile|two words|login<|Evil/)
  })

  test('a variable and an option are held to the same', async () => {
    await expect(findToken({ HF_TOKEN: 'hf_a\u0001b' })).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      message: 'What HF_TOKEN holds is no token: it has characters that no token has',
    })
    await expect(findToken({ HF_TOKEN: `hf_${'a'.repeat(10_000)}` })).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      message: 'What HF_TOKEN holds is no token: it is longer than any token is',
    })
    const { hub } = clientOf({ env: {}, token: 'hf_a\u0007' })
    await expect(hub.token()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' })
  })

  test('10 MB, a folder and a pipe are no token, and hold nobody up', async () => {
    const large = newHome()
    large.write('token', Buffer.alloc(10_000_000, 'a'))
    await expect(findToken(large.env)).rejects.toMatchObject({
      code: 'BAD_FILE',
      message: expect.stringContaining('too large'),
    })
    const folder = newHome()
    mkdirSync(join(folder.folder, 'token'))
    await expect(findToken(folder.env)).rejects.toMatchObject({ code: 'BAD_FILE' })
    const pipe = newHome()
    execFileSync('/usr/bin/env', ['mkfifo', join(pipe.folder, 'token')])
    await expect(findToken(pipe.env)).rejects.toMatchObject({ code: 'BAD_FILE' })
  })

  test('no file, no folder and /dev/null mean no token', async () => {
    expect(await findToken(newHome().env)).toBeUndefined()
    expect(await findToken({ HF_HOME: '/dev/null/home' })).toBeUndefined()
    expect(await findToken({ HF_TOKEN_PATH: '/dev/null' })).toBeUndefined()
  })

  test('a link is followed, as mounted secrets are links', async () => {
    const home = newHome()
    home.write('real', token)
    symlinkSync('real', join(home.folder, 'token'))
    expect((await findToken(home.env))?.token).toBe(token)
  })

  test.each([0o640, 0o604, 0o644])('a file of mode %o is used, and its owner is told', async (mode) => {
    const home = newHome()
    home.write('token', token)
    chmodSync(join(home.folder, 'token'), mode)
    const { hub, warnings } = clientOf({ env: home.env })
    expect(await hub.token()).toBe(token)
    expect(warnings).toEqual([`Others on this computer can read your token: chmod 600 ${join(home.folder, 'token')}`])
  })

  test('a file for its owner alone is nothing to talk about', async () => {
    const home = newHome()
    home.write('token', token)
    const { hub, warnings } = clientOf({ env: home.env })
    expect(await hub.token()).toBe(token)
    expect(warnings).toEqual([])
  })
})
