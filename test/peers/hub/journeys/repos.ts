import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

export const repoJourneys: readonly Journey[] = [
  {
    name: 'repos: create, once',
    play: async ({ done, hf, hub, python }) => {
      expect(await done('repos create ada/new')).toContain(`${hub.url}/ada/new`)
      const again = await hf('repos create ada/new')
      expect([again.status, again.err]).toEqual([1, expect.stringContaining('You already created this model repo')])
      await done('repos create ada/new --exist-ok')
      await done('repos create lovelace/secret --private --repo-type dataset')
      expect(await python("print(api.repo_info('lovelace/secret', repo_type='dataset').private)")).toBe('True\n')
      const other = await hf('repos create bob/new')
      expect([other.status, other.err]).toEqual([1, expect.stringContaining('403')])
      await done('repos create ada/app --repo-type space --space-sdk gradio')
      expect(await python("print(api.repo_info('ada/app', repo_type='space').sdk)")).toBe('gradio\n')
    },
  },
  {
    name: 'repos: delete',
    hub: { repos: [{ id: 'ada/model' }] },
    play: async ({ done, hf }) => {
      await done('repos delete ada/model --yes')
      expect((await hf('repos delete ada/model --yes')).status).toBe(1)
      await done('repos delete ada/model --yes --missing-ok')
    },
  },
  {
    name: 'repos: a branch is made, seen, and deleted',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ done, hf, python }) => {
      await done('repos branch create ada/model dev')
      expect((await hf('repos branch create ada/model dev')).status).toBe(1)
      await done('repos branch create ada/model dev --exist-ok')
      expect(await python("print(*sorted(b.name for b in api.list_repo_refs('ada/model').branches))")).toBe(
        'dev main\n',
      )
      await done('repos branch delete ada/model dev')
      expect((await hf('repos branch delete ada/model main')).status).toBe(1)
    },
  },
  {
    name: 'repos: a tag is made, listed, and deleted',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ done, hf }) => {
      await done('repos tag create ada/model v1 -m first')
      expect((await hf('repos tag create ada/model v1')).err).toContain('v1')
      expect(await done('repos tag list ada/model')).toContain('v1')
      await done('repos tag delete ada/model v1 --yes')
      expect(await done('repos tag list ada/model')).not.toContain('v1')
    },
  },
  {
    name: 'repos: settings hide and gate',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ done, hf }) => {
      await done('repos settings ada/model --private')
      expect((await hf('download ada/model', { token: 'hf_bobsWriteToken' })).err).toContain('not found')
      await done('repos settings ada/model --public --gated auto')
      expect((await hf('download ada/model', { token: 'hf_bobsWriteToken' })).err).toMatch(/requires approval/)
      await done('repos settings ada/model --gated false')
      await done('download ada/model', { token: 'hf_bobsWriteToken' })
    },
  },
  {
    name: 'repos: a moved repo is found by both names',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ done, python }) => {
      await done('repos move ada/model lovelace/model')
      expect(await python("print(api.model_info('ada/model').id, api.model_info('lovelace/model').id)")).toBe(
        'lovelace/model lovelace/model\n',
      )
    },
  },
]
