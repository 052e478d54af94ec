import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { users, type Journey } from '../stage.ts'

const [ada, bob] = users

const nobody = { token: undefined }

export const accountJourneys: readonly Journey[] = [
  {
    name: 'account: log in with tokens, switch between them, and log out',
    play: async ({ done, hf, home }) => {
      expect((await hf('auth whoami', nobody)).err).toMatch(/not logged in/i)
      await done(`auth login --token ${ada.token}`, nobody)
      await done(`auth login --token ${bob.token}`, nobody)
      expect(await readFile(join(home, 'token'), 'utf8')).toBe(bob.token)
      expect((await stat(join(home, 'stored_tokens'))).mode & 0o777).toBe(0o600)
      const list = await done('auth list', nobody)
      expect([list.includes('ada-token'), list.includes('bob-token')]).toEqual([true, true])
      expect(await done('auth whoami', nobody)).toContain('bob')
      await done('auth switch --token-name ada-token', nobody)
      expect(await done('auth whoami', nobody)).toMatch(/ada[^]*lovelace/)
      expect((await done('auth token', nobody)).trim()).toBe(ada.token)
      await done('auth logout', nobody)
      expect(await done('auth list', nobody)).not.toContain('ada-token')
      expect((await hf('auth login --token hf_nobodysToken', nobody)).status).toBe(1)
    },
  },
  {
    name: 'account: log in by a code in a browser',
    hub: { login: { user: 'bob', answers: ['authorization_pending', 'authorization_pending'] } },
    play: async ({ done, home, asked }) => {
      expect(await done('auth login --format agent', nobody)).toMatch(/ABCD-1234[^]*logged in as bob/)
      expect(asked()).toEqual([
        'POST /oauth/device',
        ...Array.from({ length: 3 }, () => 'POST /oauth/token'),
        'GET /api/whoami-v2',
      ])
      expect(await readFile(join(home, 'stored_tokens'), 'utf8')).toMatch(
        /^\[oauth-bob\][^]*refresh_token = hf_refresh[^]*expires_at = \d+/,
      )
      expect(await done('auth whoami', nobody)).toContain('bob')
    },
  },
  {
    name: 'account: a token that ends soon is renewed',
    hub: { login: { user: 'bob', answers: [], tokenExpiresIn: 60 } },
    play: async ({ done, home }) => {
      await done('auth login --format agent', nobody)
      const first = await readFile(join(home, 'token'), 'utf8')
      expect(await done('auth whoami', nobody)).toContain('bob')
      expect(await readFile(join(home, 'token'), 'utf8')).not.toBe(first)
    },
  },
  {
    name: 'account: a refused login ends',
    hub: { login: { user: 'bob', answers: ['access_denied'] } },
    play: async ({ hf }) => {
      const { status, err } = await hf('auth login --format agent', nobody)
      expect([status, err]).toEqual([1, expect.stringContaining('denied')])
    },
  },
  {
    name: 'account: what is known of users, organizations and their repos',
    hub: { repos: [{ id: 'ada/model' }, { type: 'dataset', id: 'ada/data', private: true }, { id: 'lovelace/notes' }] },
    play: async ({ done, python }) => {
      expect(await done('repos list')).toMatch(/ada\/model[^]*ada\/data|ada\/data[^]*ada\/model/)
      expect(await done('repos list --namespace lovelace -q')).toContain('lovelace/notes')
      expect(
        await python("print(api.get_user_overview('ada').username, api.get_organization_overview('lovelace').name)"),
      ).toBe('ada lovelace\n')
      await python("api.auth_check('ada/model')")
    },
  },
]
