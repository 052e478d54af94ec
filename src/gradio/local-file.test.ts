import { execFileSync } from 'node:child_process'
import { rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { read, refusal, test } from '../../test/support/file-test.ts'
import { localFile, readError } from './local-file.ts'

const makePipe = (path: string): void => void execFileSync('/usr/bin/env', ['mkfifo', path])

test('a file is known by name, type and size, and read as often as wanted', async ({ folder }) => {
  const path = join(folder, 'été 🦊.mp3')
  await writeFile(path, 'sound')
  for (const place of [path, relative('.', path), pathToFileURL(path)]) {
    const part = await localFile(place)
    expect(part).toMatchObject({ name: 'été 🦊.mp3', type: 'audio/mpeg', size: 5, repeatable: true })
    expect([await read(part.read()), await read(part.read())]).toEqual(['sound', 'sound'])
  }
})

test('its key changes with its content', async ({ folder }) => {
  const path = join(folder, 'a')
  await writeFile(path, 'one')
  const { key } = await localFile(path)
  expect((await localFile(path)).key).toBe(key)
  await writeFile(path, 'longer')
  expect((await localFile(path)).key).not.toBe(key)
})

test('a link to a file is that file', async ({ folder }) => {
  await writeFile(join(folder, 'a.txt'), 'a')
  await symlink('a.txt', join(folder, 'link.txt'))
  expect(await localFile(join(folder, 'link.txt'))).toMatchObject({ name: 'link.txt', size: 1 })
})

test('a missing file, a folder, a pipe, a socket and a device are told apart', async ({ folder }) => {
  await writeFile(join(folder, 'file'), '')
  makePipe(join(folder, 'pipe'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket'), resolve))
  try {
    await expect(localFile(join(folder, 'none'))).rejects.toEqual(refusal('NO_SUCH_FILE', /^No such file: .*none$/))
    await expect(localFile(join(folder, 'file', 'x'))).rejects.toEqual(refusal('NO_SUCH_FILE', /x$/))
    await expect(localFile(folder)).rejects.toEqual(refusal('BAD_FILE', /^Not a file but a folder: /))
    await expect(localFile(join(folder, 'pipe'))).rejects.toEqual(refusal('BAD_FILE', /a pipe/))
    await expect(localFile(join(folder, 'socket'))).rejects.toEqual(refusal('BAD_FILE', /a socket/))
    await expect(localFile('/dev/zero')).rejects.toEqual(refusal('BAD_FILE', /a device/))
    await expect(localFile('a\0b')).rejects.toEqual(refusal('BAD_FILE', /ERR_INVALID_ARG_VALUE/))
    await expect(localFile(new URL('file://host/x'))).rejects.toEqual(refusal('BAD_FILE', /host/))
    await expect(localFile('x'.repeat(5_000))).rejects.toEqual(refusal('BAD_FILE', /ENAMETOOLONG/))
  } finally {
    server.close()
  }
})

test.each(['EACCES', 'EPERM'])('%s is told as a matter of permissions', (code) => {
  expect(readError(Object.assign(new Error('denied'), { code }), '/a')).toEqual(
    refusal('BAD_FILE', /^Not allowed to read: \/a$/),
  )
})

test('a file that is another one when it is read is refused with both sizes', async ({ folder }) => {
  const path = join(folder, 'a')
  const changes: readonly [(path: string) => Promise<void>, RegExp][] = [
    [(path) => truncate(path, 1), /3 bytes before, 1 now/],
    [(path) => writeFile(path, 'longer'), /3 bytes before, 6 now/],
    [(path) => rename(path, `${path}.old`), /No such file/],
    [async (path) => rm(path).then(() => makePipe(path)), /a pipe/],
  ]
  for (const [change, message] of changes) {
    await rm(path, { force: true })
    await writeFile(path, 'one')
    const part = await localFile(path)
    await change(path)
    await expect(read(part.read())).rejects.toEqual(
      expect.objectContaining({ message: expect.stringMatching(message) as string }),
    )
  }
})
