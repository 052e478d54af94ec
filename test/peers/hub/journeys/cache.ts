import { readdir, writeFile, chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

const files = {
  'config.json': '{}',
  'weights.bin': { content: Buffer.alloc(70_000, 'weights'), stored: 'lfs' },
  'x.bin': { content: Buffer.alloc(70_000, 'xet'), stored: 'xet' },
} as const

export const cacheJourneys: readonly Journey[] = [
  {
    name: 'cache: what was downloaded is listed, verified, and removed',
    hub: { repos: [{ id: 'ada/model', files }] },
    play: async ({ done, hf, asked, home }) => {
      await done('download ada/model')
      expect(await done('cache ls')).toContain('model/ada/model')
      asked()
      expect(await done('cache verify ada/model')).toContain('All checksums match')
      expect(asked()).toEqual(['GET /api/:types/:id/tree/:revision'])
      const [commit = ''] = await readdir(join(home, 'hub', 'models--ada--model', 'snapshots'))
      const weights = join(home, 'hub', 'models--ada--model', 'snapshots', commit, 'weights.bin')
      await chmod(weights, 0o600)
      await writeFile(weights, 'other')
      const { status, out, err } = await hf('cache verify ada/model')
      expect([status, out + err]).toEqual([1, expect.stringContaining('weights.bin')])
      await done('cache rm model/ada/model --yes')
      expect((await done('cache ls -q')).trim()).toBe('')
    },
  },
  {
    name: 'cache: prune takes revisions that nothing names',
    hub: { repos: [{ id: 'ada/model', files }] },
    play: async ({ done, hub, home }) => {
      await done('download ada/model config.json')
      hub.commit('ada/model', { 'config.json': '{"new":1}' })
      await done('download ada/model config.json')
      const snapshots = join(home, 'hub', 'models--ada--model', 'snapshots')
      expect(await readdir(snapshots)).toHaveLength(2)
      await done('cache prune --yes')
      expect(await readdir(snapshots)).toHaveLength(1)
    },
  },
]
