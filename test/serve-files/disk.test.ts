import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { localStorage } from '../../src/serve/local-files.ts'
import type { FileStorage } from '../../src/serve/files/storage.ts'
import { filesIn, get, newFolder, serve, upload, uploaded } from './support.ts'

test('a folder that cannot be used fails uploads with an id the log has too, and the app goes on', async () => {
  const files = join(await newFolder(), 'taken')
  await writeFile(files, '')
  const onError = vi.fn()
  const app = serve({ files, onError })
  const answer = await upload(app, [['a', 'x']])
  const { id } = (await answer.json()) as { id: string }
  expect([answer.status, id]).toEqual([500, expect.stringMatching(/^[0-9a-f]{32}$/)])
  expect(onError).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ code: expect.any(String) }), id)
  await rm(files)
  expect((await upload(app, [['a', 'x']])).status).toBe(200)
})

test('a folder that is deleted loses its files, and no others', async () => {
  const files = await newFolder()
  const app = serve({ files })
  const path = await uploaded(app, 'a', 'x')
  await rm(files, { recursive: true })
  expect((await get(app, path)).status).toBe(403)
  expect((await upload(app, [['b', 'x']])).status).toBe(500)
  expect(await (await get(app, await uploaded(app, 'b', 'y'))).text()).toBe('y')
})

test('a disk that is full is told as 507, nothing of the upload is kept, and the app goes on', async () => {
  const files = await newFolder()
  const storage = localStorage({ folder: files })
  let left = 10
  const full = async function* (content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of content) {
      left -= chunk.byteLength
      if (left < 0) throw Object.assign(new Error('write'), { code: 'ENOSPC' })
      yield chunk
    }
  }
  const small: FileStorage = {
    shared: true,
    write: (name, content, rules) => storage.write(name, full(content), rules),
    find: (path) => storage.find(path),
    remove: (path) => storage.remove(path),
    tidy: (rules) => storage.tidy(rules),
    close: () => storage.close(),
  }
  const app = serve({ files: small })
  const answer = await upload(app, [
    ['a', '12345'],
    ['b', '1234567'],
  ])
  expect([answer.status, await answer.json()]).toMatchObject([507, { code: 'FILE_FAILED' }])
  expect(await filesIn(files)).toEqual([])
  left = 10
  expect((await upload(app, [['a', 'x']])).status).toBe(200)
})
