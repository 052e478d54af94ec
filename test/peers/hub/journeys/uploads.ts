import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { FakeHub } from '../../../../src/testing/fake-hub/contract.ts'
import type { Journey, Stage } from '../stage.ts'

const noise = Buffer.from(Array.from({ length: 400_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 13))
const waves = Buffer.from(Float32Array.from({ length: 100_000 }, (_, at) => Math.sin(at / 500)).buffer)

/** Packed by hf_xet in all its ways: as it is, with LZ4, and with LZ4 after grouping. */
const files: Readonly<Record<string, string | Buffer>> = {
  'README.md': '---\nlicense: mit\n---\nA model',
  'sub/a #1.txt': 'olá',
  'noise.bin': noise,
  'text.bin': Buffer.concat([Buffer.alloc(1), Buffer.alloc(300_000, 'again and ')]),
  'waves.bin': waves,
}

async function write(folder: string, named: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(named)) {
    await mkdir(join(folder, path, '..'), { recursive: true })
    await writeFile(join(folder, path), content)
  }
}

/** A file as a visitor gets it. */
async function served(hub: FakeHub, path: string): Promise<Buffer> {
  const headers = { authorization: 'Bearer hf_adasWriteToken' }
  const answer = await fetch(`${hub.url}/${path.split('/').map(encodeURIComponent).join('/')}`, { headers })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}

async function expectServed({ hub }: Stage, repo: string, named = files): Promise<void> {
  for (const [path, content] of Object.entries(named))
    expect((await served(hub, `${repo}/resolve/main/${path}`)).equals(Buffer.from(content)), path).toBe(true)
}

const withoutXet = { environment: { HF_HUB_DISABLE_XET: '1' } }

export const uploadJourneys: readonly Journey[] = [
  {
    name: 'upload: a folder makes the repo, and every byte can be read again',
    play: async (stage) => {
      await write(join(stage.folder, 'up'), files)
      expect(await stage.done('upload ada/new up .')).toMatch(/commit\/[0-9a-f]{40}/)
      expect(stage.asked()).toEqual(
        expect.arrayContaining([
          'POST /api/repos/create',
          'POST /api/validate-yaml',
          'POST /api/:types/:id/preupload/:revision',
          'GET /api/:types/:id/xet-write-token/:revision',
          'GET cdn /cas/v1/chunks/:prefix/:hash',
          'POST cdn /cas/v1/xorbs/default/:hash',
          'POST cdn /cas/v1/shards',
          'POST /api/:types/:id/commit/:revision',
        ]),
      )
      await expectServed(stage, 'ada/new')
      stage.asked()
      await stage.done('upload ada/new up .')
      expect(stage.asked()).not.toContain('POST /api/:types/:id/commit/:revision')
      await stage.done('download ada/new --local-dir back')
      for (const [path, content] of Object.entries(files))
        expect((await readFile(join(stage.folder, 'back', path))).equals(Buffer.from(content)), path).toBe(true)
    },
  },
  {
    name: 'upload: without Xet, whole and in parts',
    play: async (stage) => {
      const long = Buffer.alloc(17_000_000, 'long \0')
      await write(join(stage.folder, 'up'), { 'noise.bin': noise, 'long.bin': long })
      await stage.done('upload ada/new up .', withoutXet)
      expect(stage.asked()).toEqual(
        expect.arrayContaining([
          'POST /:kind?/:owner/:git/info/lfs/objects/batch',
          'PUT cdn /lfs/:oid',
          'PUT cdn /lfs/:oid/:number',
          'POST /api/complete_multipart/:oid',
          'POST /:kind?/:owner/:git/info/lfs/objects/verify',
        ]),
      )
      await expectServed(stage, 'ada/new', { 'noise.bin': noise, 'long.bin': long })
      await stage.done('upload ada/new up again', withoutXet)
      expect(stage.asked().filter((route) => route.startsWith('PUT'))).toEqual([])
    },
  },
  {
    name: 'upload: a file into a repo that is there, and nothing when it is the same',
    hub: { repos: [{ type: 'dataset', id: 'ada/data', files: { 'old.txt': 'old' } }] },
    play: async (stage) => {
      await write(stage.folder, { 'a.txt': 'new' })
      await stage.done('upload ada/data a.txt sub/b.txt --repo-type dataset')
      expect((await served(stage.hub, 'datasets/ada/data/resolve/main/sub/b.txt')).toString()).toBe('new')
      expect((await served(stage.hub, 'datasets/ada/data/resolve/main/old.txt')).toString()).toBe('old')
      stage.asked()
      await stage.done('upload ada/data a.txt sub/b.txt --repo-type dataset')
      expect(stage.asked()).not.toContain('POST /api/:types/:id/commit/:revision')
    },
  },
  {
    name: 'upload: patterns choose, .gitignore leaves out, and --delete takes away',
    hub: { repos: [{ id: 'ada/model', files: { 'old.txt': 'old', 'keep.md': 'keep' } }] },
    play: async ({ done, folder, python }) => {
      await write(join(folder, 'up'), {
        '.gitignore': 'build/\n*.log\n',
        'build/a.txt': 'a',
        'b.log': 'b',
        'c.txt': 'c',
        'd.md': 'd',
      })
      await done([
        'upload',
        'ada/model',
        'up',
        '.',
        '--exclude',
        '*.md',
        '--delete',
        'old.*',
        '--commit-message',
        'Choose',
      ])
      expect(await python("print(*sorted(api.list_repo_files('ada/model')))")).toBe('.gitignore c.txt keep.md\n')
      expect(await python("print(api.list_repo_commits('ada/model')[0].title)")).toBe('Choose\n')
    },
  },
  {
    name: 'upload: a pull request leaves the main branch as it is',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ done, folder, hub }) => {
      await write(join(folder, 'up'), { 'b.txt': 'b', 'w.bin': noise })
      expect(await done('upload ada/model up . --create-pr', { token: 'hf_bobsWriteToken' })).toContain('1')
      expect((await served(hub, 'ada/model/resolve/refs/pr/1/b.txt')).toString()).toBe('b')
      await expect(served(hub, 'ada/model/resolve/main/b.txt')).rejects.toThrow('404')
      await done('upload ada/model up/b.txt c.txt --create-pr')
      expect((await served(hub, 'ada/model/resolve/refs/pr/2/c.txt')).toString()).toBe('b')
    },
  },
  {
    name: 'upload: files and folders are deleted and copied in a commit',
    hub: {
      repos: [
        {
          id: 'ada/model',
          files: { 'a.txt': 'a', 'sub/b.txt': 'b', 'sub/c.txt': 'c', 'w.bin': { content: noise, stored: 'lfs' } },
        },
      ],
    },
    play: async ({ done, python, hub }) => {
      await done('repos delete-files ada/model sub/b.txt')
      await python(`api.create_commit('ada/model', commit_message='m', operations=[
  CommitOperationDelete('sub/'), CommitOperationCopy('w.bin', 'copy.bin'), CommitOperationCopy('a.txt', 'b.txt')])`)
      expect(await python("print(*sorted(api.list_repo_files('ada/model')))")).toBe('a.txt b.txt copy.bin w.bin\n')
      expect((await served(hub, 'ada/model/resolve/main/copy.bin')).equals(noise)).toBe(true)
    },
  },
  {
    name: 'upload: a commit after another is refused where that was not expected, and bad metadata is too',
    hub: { repos: [{ id: 'ada/model', files: { 'a.txt': 'a' } }] },
    play: async ({ hf, python, folder, hub }) => {
      const parent = hub.commit('ada/model', { 'a.txt': 'b' })
      hub.commit('ada/model', { 'a.txt': 'c' })
      const said = await python(
        `try:
  api.create_commit('ada/model', [CommitOperationAdd('b.txt', b'b')], commit_message='m', parent_commit=sys.argv[1])
except Exception as error: print(error.response.status_code)`,
        [parent],
      )
      expect(said).toBe('412\n')
      await write(folder, { 'README.md': '---\nlicense mit\n---\n' })
      const { status, err } = await hf('upload ada/model README.md')
      expect([status, err]).toEqual([1, expect.stringContaining('Invalid metadata in README.md')])
    },
  },
]
