import { mkdir, readFile, readdir, readlink, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { refusal, test } from '../../test/support/file-test.ts'
import type { OpenedFile } from './open-file.ts'
import { remoteFile } from './remote-file.ts'
import { writeError } from './save-error.ts'
import { saveFile, type DownloadProgress } from './save.ts'

const opening =
  (name: string, ...pieces: readonly string[]) =>
  async (): Promise<OpenedFile> => ({
    name,
    size: undefined,
    chunks: async function* () {
      for (const piece of pieces) yield Buffer.from(piece)
    },
  })

const text = (path: string): Promise<string> => readFile(path, 'utf8')

test('a file goes into a folder under its own name, or under the name given', async ({ folder }) => {
  expect(await saveFile(opening('a.txt', 'one', 'two'), folder)).toBe(join(folder, 'a.txt'))
  expect(await saveFile(opening('a.txt', 'x'), join(folder, 'b.md'))).toBe(join(folder, 'b.md'))
  expect(await saveFile(opening('a.txt', 'x'), join(folder, 'new', 'deep/'))).toBe(join(folder, 'new', 'deep', 'a.txt'))
  expect(await text(join(folder, 'a.txt'))).toBe('onetwo')
  expect((await readdir(folder)).toSorted()).toEqual(['a.txt', 'b.md', 'new'])
})

test.for(['../../.bashrc', '/etc/passwd', 'C:x', 'a\0b', 'con', `${'x'.repeat(5_000)}.png`, '\u202efdp.exe', '..'])(
  'a file named %j stays in its folder, under a clean name',
  async (name, { folder }) => {
    const path = await saveFile(opening(name, 'x'), folder)
    expect(await readdir(folder)).toEqual([path.slice(folder.length + 1)])
    expect(path.slice(folder.length + 1)).toMatch(/^[\w-][\w.-]*$/)
  },
)

test('what is there is not written over: a folder takes it under another name, a file refuses', async ({ folder }) => {
  const names = []
  for (let index = 0; index < 3; index++) names.push(await saveFile(opening('a.tar.gz', `${index}`), folder))
  expect(names.map((name) => name.slice(folder.length + 1))).toEqual(['a.tar.gz', 'a.tar-2.gz', 'a.tar-3.gz'])
  let opened = false
  const never = async (): Promise<OpenedFile> => {
    opened = true
    return opening('a')()
  }
  await expect(saveFile(never, names[0] ?? '')).rejects.toEqual(refusal('BAD_FILE', /exists already/))
  expect(opened).toBe(false)
  expect(await text(names[0] ?? '')).toBe('0')
})

test('a hundred and fifty files of one name all find a place, saved at once', async ({ folder }) => {
  await Promise.all(Array.from({ length: 150 }, (_, index) => saveFile(opening('image.webp', `${index}`), folder)))
  const contents = await Promise.all((await readdir(folder)).map((name) => text(join(folder, name))))
  expect(contents.map(Number).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: 150 }, (_, index) => index),
  )
})

test('with force it is written over, whole or not at all', async ({ folder }) => {
  const path = join(folder, 'a.txt')
  await writeFile(path, 'old')
  const breaking = async (): Promise<OpenedFile> => ({
    name: 'a.txt',
    size: undefined,
    chunks: async function* () {
      yield Buffer.from('half')
      throw new Error('broken off')
    },
  })
  await expect(saveFile(breaking, path, { force: true })).rejects.toThrow('broken off')
  expect(await text(path)).toBe('old')
  await saveFile(opening('b', 'new'), path, { force: true })
  await saveFile(opening('a.txt', 'newer'), folder, { force: true })
  expect(await text(path)).toBe('newer')
  expect(await readdir(folder)).toEqual(['a.txt'])
})

test('a link at the target is not followed', async ({ folder }) => {
  const secret = join(folder, 'secret')
  await writeFile(secret, 'mine')
  await mkdir(join(folder, 'out'))
  await symlink(secret, join(folder, 'out', 'a.txt'))
  await symlink(join(folder, 'nowhere'), join(folder, 'out', 'b.txt'))
  expect(await saveFile(opening('a.txt', 'x'), join(folder, 'out'))).toBe(join(folder, 'out', 'a-2.txt'))
  expect(await saveFile(opening('b.txt', 'x'), join(folder, 'out'))).toBe(join(folder, 'out', 'b-2.txt'))
  await expect(saveFile(opening('b.txt', 'x'), join(folder, 'out', 'b.txt'))).rejects.toEqual(
    refusal('BAD_FILE', /exists/),
  )
  expect(await readlink(join(folder, 'out', 'b.txt'))).toBe(join(folder, 'nowhere'))
  await saveFile(opening('a.txt', 'forced'), join(folder, 'out', 'a.txt'), { force: true })
  expect([await text(secret), await text(join(folder, 'out', 'a.txt'))]).toEqual(['mine', 'forced'])
})

test('whatever goes wrong, nothing stays behind', async ({ folder }) => {
  const endless = async (): Promise<OpenedFile> => ({
    name: 'a',
    size: undefined,
    chunks: async function* () {
      for (;;) yield new Uint8Array(1_000)
    },
  })
  const controller = new AbortController()
  const onProgress = ({ received }: DownloadProgress): void => {
    if (received > 5_000) controller.abort()
  }
  await expect(saveFile(endless, folder, { limit: 10_000 })).rejects.toEqual(
    refusal('TOO_LARGE', /"a" has more than 10000 bytes/),
  )
  await expect(saveFile(endless, folder, { signal: controller.signal, onProgress })).rejects.toEqual(
    refusal('CANCELLED'),
  )
  await expect(saveFile(() => Promise.reject(new Error('no answer')), folder)).rejects.toThrow('no answer')
  await expect(saveFile(opening('a', 'x'), join(folder, 'none', 'a'))).rejects.toEqual(
    refusal('BAD_FILE', /^Cannot write .*no such folder/),
  )
  await mkdir(join(folder, 'a'))
  await expect(saveFile(opening('a', 'x'), folder, { force: true })).rejects.toEqual(
    refusal('BAD_FILE', /it is a folder/),
  )
  expect(await readdir(folder)).toEqual(['a'])
})

test('a full disk is said in one line, with the path', async () => {
  expect(
    writeError(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }), '/x/a.bin'),
  ).toEqual(refusal('FILE_FAILED', /^Cannot write \/x\/a\.bin: the disk is full$/))
})

test('a file of an app is saved, and told about on the way', async ({ folder, start }) => {
  const app = await start({
    handle: (_request, response) => {
      response.setHeader('content-length', 6)
      response.write('one')
      setImmediate(() => response.end('two'))
    },
  })
  const told: DownloadProgress[] = []
  const file = remoteFile(app.connection, { path: '/tmp/gradio/a.txt' })
  expect(await file.download(folder, { onProgress: (progress) => told.push(progress) })).toBe(join(folder, 'a.txt'))
  expect(await text(join(folder, 'a.txt'))).toBe('onetwo')
  expect([told[0], told.at(-1)]).toEqual([
    { name: 'a.txt', received: 0, total: 6 },
    { name: 'a.txt', received: 6, total: 6 },
  ])
})

test('a file that is gone leaves no trace', async ({ folder, start }) => {
  const app = await start()
  await expect(remoteFile(app.connection, { path: '/a.txt' }).download(folder)).rejects.toEqual(refusal('NOT_FOUND'))
  expect(await readdir(folder)).toEqual([])
})
