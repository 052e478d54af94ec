import { execFile } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileValue } from '../../src/callable/file.ts'
import type { ServedApp } from '../../src/serve/app.ts'
import { fileData, get, newFolder, run, serve } from './support.ts'

const secret = 'secret of the computer'

/** A folder that is open, with one in it that is not, beside one that never was. */
const place = async () => {
  const root = await newFolder()
  const open = join(root, 'A')
  await mkdir(join(open, 'priv'), { recursive: true })
  await mkdir(join(open, 'sub', '.git'), { recursive: true })
  await mkdir(join(root, 'A-other'))
  await writeFile(join(open, 'x.txt'), 'open')
  await writeFile(join(open, 'sub', 'näme.txt'), 'below')
  for (const path of ['priv/k', '.env', 'sub/.git/config', '../outside', '../A-other/k'])
    await writeFile(join(open, path), secret)
  await symlink(join(root, 'outside'), join(open, 'link-out'))
  await symlink(join(open, 'priv'), join(open, 'link-priv'))
  await symlink(root, join(open, 'link-up'))
  await symlink(join(open, 'x.txt'), join(open, 'link-in'))
  await symlink(open, join(root, 'alias'))
  await promisify(execFile)('mkfifo', [join(open, 'pipe')])
  return { root, open, app: serve({ allowedPaths: [open], blockedPaths: [join(open, 'priv')] }) }
}

const ask = (app: ServedApp, path: string): Promise<Response> => get(app, encodeURIComponent(path))

const refused = async (app: ServedApp, paths: readonly string[]): Promise<void> => {
  const missing = await (await get(app, 'missing')).text()
  for (const path of paths) {
    const answer = await ask(app, path)
    expect([path, answer.status, await answer.text()]).toEqual([path, 403, missing])
  }
}

test('files of a folder that is open can be had, in whole and in part', async () => {
  const { app, open } = await place()
  for (const path of [join(open, 'x.txt'), join(open, 'link-in')]) {
    const answer = await ask(app, path)
    expect([answer.status, await answer.text()]).toEqual([200, 'open'])
  }
  const range = await get(app, encodeURIComponent(join(open, 'sub', 'näme.txt')), { headers: { range: 'bytes=1-2' } })
  expect([range.status, await range.text()]).toEqual([206, 'el'])
})

test('paths may be written from the current folder', async () => {
  const app = serve({ allowedPaths: ['docs'] })
  expect((await ask(app, 'docs/decisions.md')).status).toBe(200)
  await refused(app, ['package.json', './docs/decisions.md', 'docs', 'docs/../package.json'])
})

test('a folder may be opened by a link to it', async () => {
  const { root } = await place()
  const app = serve({ allowedPaths: [join(root, 'alias')] })
  expect(await (await ask(app, join(root, 'alias', 'x.txt'))).text()).toBe('open')
  await refused(app, [join(root, 'alias', 'link-out'), join(root, 'outside')])
})

test('S01: nothing beside a folder that is open can be had', async () => {
  const { app, root, open } = await place()
  await refused(app, [
    join(root, 'outside'),
    join(root, 'A-other', 'k'),
    `${open}/../outside`,
    `${open}/sub/../../outside`,
    `${open}/....//outside`,
    `${open}\\..\\outside`,
    `${open}%2f..%2foutside`,
  ])
})

test('S03: what is blocked, hidden or linked from outside stays closed, however it is written', async () => {
  const { app, open } = await place()
  await refused(
    app,
    ['priv/k', 'PRIV/k', 'Priv/K', 'priv./k', 'priv /k', 'PRIV~1/k', 'link-out', 'link-priv/k', 'link-up/outside']
      .concat(['.env', 'sub/.git/config', 'link-up/A/priv/k', 'x.txt/', 'x.txt::$DATA', 'x.txt\0'])
      .map((path) => `${open}/${path}`),
  )
})

test('S03: on a disk that tells case apart, the other case of what is blocked is blocked too', async () => {
  const { app, open } = await place()
  await mkdir(join(open, 'PRIV'), { recursive: true })
  await writeFile(join(open, 'PRIV', 'k'), secret)
  await refused(app, [join(open, 'PRIV', 'k')])
})

test('S04: folders, pipes and devices are refused without being opened', async () => {
  const { app, open, root } = await place()
  await symlink('/dev/zero', join(open, 'zero'))
  await refused(app, [open, `${open}/`, join(open, 'sub'), join(open, 'pipe'), join(open, 'zero'), root, '/dev/zero'])
  const everything = serve({ allowedPaths: ['/dev', '/proc'] })
  await refused(everything, ['/dev/zero', '/dev/null', '/proc'])
})

test('what visitors sent stays closed where it lies in a folder that is open', async () => {
  const { open } = await place()
  const files = join(open, 'uploads')
  await mkdir(files)
  await writeFile(join(files, 'k'), secret)
  const app = serve({ allowedPaths: [open], files })
  await refused(app, [join(files, 'k')])
})

test('a function may be given a file of a folder that is open', async () => {
  const { open, root } = await place()
  const read = define({
    name: 'read',
    input: { file: { format: 'file' } },
    output: { text: { type: 'string' } },
    run: async ({ file }) => new TextDecoder().decode(await (file as FileValue).bytes()),
  })
  const app = serve({ allowedPaths: [open] }, [read])
  expect((await run(app, 'read', [fileData(join(open, 'x.txt'))])).data).toEqual(['open'])
  expect((await run(app, 'read', [fileData(join(root, 'outside'))])).code).toBe('BAD_FILE')
})
