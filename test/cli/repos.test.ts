import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createFakeHub } from '../../src/testing/fake-hub/create-fake-hub.ts'
import type { FakeHub } from '../../src/testing/fake-hub/contract.ts'
import { hfn, type Outcome, type Setting } from './terminal.ts'

const users = [
  { name: 'ada', token: 'hf_ada_write', organizations: ['org'] },
  { name: 'bob', token: 'hf_bob_read', role: 'read' },
] as const

/** A Hub of one test, and `hfn repos …` with ada's token in a folder of its own. */
const start = async (): Promise<{
  fake: FakeHub
  folder: string
  repos: (words: string, setting?: Setting) => Promise<Outcome>
}> => {
  const fake = await createFakeHub({
    users,
    repos: [{ id: 'ada/there', files: { 'README.md': '# There\n', 'a/1.bin': 'x' } }],
  })
  const folder = await mkdtemp(join(tmpdir(), 'hfn-repos-'))
  onTestFinished(async () => {
    await fake.close()
    await rm(folder, { recursive: true, force: true })
  })
  const env = { HF_ENDPOINT: fake.url, HF_TOKEN: 'hf_ada_write', HF_HOME: folder }
  const repos = (words: string, setting: Setting = {}): Promise<Outcome> =>
    hfn(['repos', ...words.split(' ')], { cwd: folder, ...setting, env: { ...env, ...setting.env } })
  return { fake, folder, repos }
}

test('a repo is made, and a second one of its name is an error unless that is fine', async () => {
  const { fake, repos } = await start()
  expect(await repos('create ada/new --private')).toEqual({ status: 0, out: `${fake.url}/ada/new\n`, err: '' })
  expect(await repos('create new --exist-ok --json')).toMatchObject({ status: 0, out: `{"url":"${fake.url}/new"}\n` })
  const again = await repos('create ada/new')
  expect(again).toMatchObject({ status: 1, out: '' })
  expect(again.err).toContain('EXISTS')
  expect((await repos('create spaces/ada/app')).err).toContain('--sdk')
  expect((await repos('create spaces/ada/app --sdk gradio')).out).toBe(`${fake.url}/spaces/ada/app\n`)
  expect((await repos('create ada/data --type dataset')).out).toBe(`${fake.url}/datasets/ada/data\n`)
})

test('a repo is deleted by whoever says so', async () => {
  const { fake, repos } = await start()
  expect(await repos('delete ada/there')).toMatchObject({ status: 2, err: expect.stringContaining('--yes') })
  const terminal = { in: true, err: true }
  const asked = await repos('delete ada/there', { terminal, stdin: 'n\n' })
  expect(asked).toMatchObject({ status: 130, out: '' })
  expect(asked.err).toContain('model ada/there')
  expect((await repos('branch list ada/there')).status).toBe(0)
  fake.repo({ id: 'ada/other' })
  expect(await repos('delete ada/other', { terminal, stdin: 'yes\n' })).toMatchObject({ status: 0 })
  expect(await repos('delete ada/there --yes')).toMatchObject({ status: 0, out: 'Deleted model ada/there\n' })
  expect(await repos('delete ada/there --yes')).toMatchObject({ status: 3 })
  expect(await repos('delete ada/there --yes --missing-ok')).toMatchObject({ status: 0 })
})

test('a repo is moved, and changed', async () => {
  const { fake, repos } = await start()
  expect((await repos('move ada/there org/elsewhere')).out).toBe('ada/there is org/elsewhere now\n')
  expect((await repos('move there elsewhere')).status).toBe(2)
  expect((await repos('settings org/elsewhere --private --gated auto')).status).toBe(0)
  const about = await fetch(`${fake.url}/api/models/org/elsewhere`, {
    headers: { authorization: 'Bearer hf_ada_write' },
  })
  expect(await about.json()).toMatchObject({ private: true, gated: 'auto' })
  expect((await repos('settings org/elsewhere --no-private')).status).toBe(0)
  expect((await repos('settings org/elsewhere')).status).toBe(2)
})

test('branches and tags are made, listed and deleted', async () => {
  const { repos } = await start()
  expect((await repos('branch create ada/there next')).status).toBe(0)
  expect((await repos('branch create ada/there next')).status).toBe(1)
  expect((await repos('branch create ada/there next --exist-ok')).status).toBe(0)
  expect((await repos('tag create ada/there v1 --revision next -m First')).status).toBe(0)
  expect((await repos('tag create ada/there v1 --exist-ok')).status).toBe(0)
  expect((await repos('tag list ada/there')).out).toMatch(/^v1\t[0-9a-f]{40}\n$/)
  expect(JSON.parse((await repos('branch ls ada/there --json')).out)).toMatchObject([
    { name: 'main' },
    { name: 'next' },
  ])
  expect((await repos('tag delete ada/there v1')).status).toBe(0)
  expect((await repos('tag delete ada/there v1')).status).toBe(3)
  expect((await repos('branch delete ada/there next')).status).toBe(0)
  expect((await repos('branch create ada/there ../x')).status).toBe(2)
})

test('own repos are listed, and those of an organization', async () => {
  const { fake, repos } = await start()
  fake.repo({ id: 'org/shared', type: 'dataset' })
  expect((await repos('list')).out).toMatch(/^ada\/there\tmodel\tpublic\t/)
  expect((await repos('ls org')).out).toMatch(/^org\/shared\tdataset\tpublic\t/)
  expect((await repos('ls ../x')).status).toBe(2)
})

test('a folder is uploaded, and a second time nothing is', async () => {
  const { fake, folder, repos } = await start()
  await mkdir(join(folder, 'model'))
  await writeFile(join(folder, 'model', 'a.json'), '{}')
  await writeFile(join(folder, 'model', 'b.txt'), 'b')
  const words = 'upload ada/model --include *.json -m First'
  expect(await repos(words)).toEqual({
    status: 0,
    out: `Sent 1 file, 2 B\n${fake.url}/ada/model/tree/main\n`,
    err: '',
  })
  expect((await repos(words)).out).toMatch(/^Nothing to do: the repo has all 1 file\n/)
  const nothing = await repos('upload ada/model --include *.jsn --delete *.none')
  expect(nothing.out).toMatch(/^Nothing to do: there is no file to send or delete\n/)
  const done = JSON.parse((await repos('upload datasets/ada/data model in --private --json')).out)
  expect(done).toMatchObject({ sent: 2, skipped: 0, bytes: 3, url: `${fake.url}/datasets/ada/data/tree/main/in` })
  const request = await repos('upload ada/there model/b.txt c.txt --create-pr --commit-message Please')
  expect(request.out).toContain('/ada/there/discussions/1')
  expect((await repos('upload ada/there model --delete a/* --revision main')).out).toContain('1 deleted')
})

test('on a terminal one line tells how far an upload is', async () => {
  const { folder, repos } = await start()
  await writeFile(join(folder, 'a.bin'), new Uint8Array(100_000))
  const done = await repos('upload ada/there a.bin', { terminal: { err: true } })
  expect(done.err).toContain('sending')
  expect(done.err).toContain('committing')
  expect(done.out).not.toContain('committing')
  expect((await repos('upload ada/there a.bin --quiet', { terminal: { err: true } })).err).toBe('')
})

test('what goes wrong is one line, a hint and a status', async () => {
  const { folder, repos } = await start()
  await writeFile(join(folder, 'a.txt'), 'a')
  const failed = async (words: string, env = {}): Promise<number> => {
    const { status, out, err } = await repos(words, { env })
    expect(out).toBe('')
    expect(err.trim().split('\n').length).toBeLessThanOrEqual(2)
    expect(err).not.toContain('hf_')
    return status
  }
  expect(await failed('upload ada/there a.txt', { HF_TOKEN: 'hf_bob_read' })).toBe(4)
  expect(await failed('upload ada/there a.txt', { HF_TOKEN: '' })).toBe(4)
  expect(await failed('upload ada/there a.txt', { HF_HUB_OFFLINE: '1' })).toBe(5)
  expect(await failed('upload ada/none a.txt --no-create')).toBe(3)
  expect(await failed('upload ada/there no.txt')).toBe(3)
  expect(await failed('upload ada/there')).toBe(2)
  expect(await failed('upload a/b/../c a.txt')).toBe(2)
  expect(await failed('upload datasets/ada/x a.txt --type model')).toBe(2)
  expect(await failed('delete-files ada/there nothing')).toBe(3)
  expect(await failed('nothing')).toBe(2)
  expect(await failed('branch nothing')).toBe(2)
})

test('files are deleted by pattern', async () => {
  const { repos } = await start()
  const done = await repos('delete-files ada/there a/')
  expect(done.out).toMatch(/^Deleted 1 file\n/)
})

test('the group says what is in it', async () => {
  const help = await hfn(['repo', '--help'])
  expect(help.out).toContain('delete-files <repo> <patterns…>')
  expect((await hfn(['repos', 'branch', '--help'])).out).toContain('create <repo> <name>')
  expect((await hfn(['repos', 'upload', '--help'])).out).not.toContain('--commit-message')
})
