import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { App } from '../../src/gradio/index.ts'
import { RemoteFile } from '../../src/gradio/remote-file.ts'
import { pathOf } from './fixtures.ts'
import { failure, reaching } from './reach.ts'
import { majors, majorsOf, server } from './servers.ts'

describe.each(majors)('files of Gradio %i', (major) => {
  let app: App
  const reach = reaching(major)
  beforeAll(async () => {
    await Promise.all(
      (['kitchen', 'limited', 'streaming'] as const)
        .filter((name) => majorsOf(name).includes(major))
        .map((name) => server(major, name)),
    )
    app = await reach('kitchen')
  })
  afterAll(() => reach.close())

  test('files of every kind of source go up with their names; several in one call', async () => {
    const note = await readFile(pathOf('note.txt'))
    const sources = [
      pathOf('note.txt'),
      note,
      new Blob([note]),
      { name: 'ü & #1 100%.txt', content: note },
      Buffer.alloc(0),
    ]
    expect(await app.run('sizes', [sources])).toEqual([note.length, note.length, note.length, note.length, 0])
    const [uploaded] = await app.upload([pathOf('photo.png')])
    expect(uploaded?.url).toMatch(/^http/)
    expect(await app.run('sizes', [[uploaded]])).toEqual([(await readFile(pathOf('photo.png'))).length])
  })

  test('files come back with their names and content, and are saved where asked', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hfn-'))
    try {
      for (const [name, content] of [
        ['odd_file', 'odd name'],
        ['empty_file', ''],
      ]) {
        const file = await app.run(name ?? '')
        if (!(file instanceof RemoteFile)) throw new Error('no file')
        const path = await file.download(folder)
        expect(await readFile(path, 'utf8')).toBe(content)
        if (name === 'odd_file') expect(file.name).toContain('100')
      }
      const big = await app.run('big_file', [3])
      if (!(big instanceof RemoteFile)) throw new Error('no file')
      expect((await big.bytes()).length).toBe(3 * 1024 * 1024)
      expect(String(await app.run('big_text', [2_000]))).toHaveLength(2_000 * 1024)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  if (major > 3)
    test('a file larger than the app takes is refused before it is sent', async () => {
      const limited = await reach('limited')
      const error = await failure(limited.run('file', [Buffer.alloc(2_000)]))
      expect(['BAD_FILE', 'TOO_LARGE']).toContain(error.code)
      expect(await limited.run('file', [Buffer.alloc(500)])).toMatchObject({ size: 500 })
    })

  if (major > 4)
    test('a sound that is made while it plays is fetched whole', async () => {
      const streaming = await reach('streaming')
      const sound = await streaming.run('play', [3])
      if (!(sound instanceof RemoteFile)) throw new Error('no file')
      expect((await sound.bytes()).length).toBeGreaterThan(1_000)
    })
})
