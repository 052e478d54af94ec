import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { FileData, FileValue } from '../../src/callable/file.ts'
import { memoryStorage } from '../../src/serve/files/memory-files.ts'
import type { ServeOptions } from '../../src/serve/options.ts'
import { echo, fileData, filesIn, get, newFolder, run, serve, upload, uploaded } from './support.ts'

const file = { format: 'file' } as const

// With files on disk and in memory the app does the same.
const storages: [name: string, options: () => ServeOptions][] = [
  ['disk', () => ({})],
  ['memory', () => ({ files: memoryStorage() })],
]

test.each(storages)('files nobody uses are removed after their time (%s)', async (_, make) => {
  const app = serve({ ...make(), timings: { files: 40 } })
  const path = await uploaded(app, 'a', 'x')
  await expect.poll(async () => (await get(app, path)).status, { interval: 100 }).toBe(403)
})

test.each(storages)('above the quota the longest unused go, never those of a run at work (%s)', async (_, make) => {
  let go = (): void => {}
  const going = new Promise<void>((resolve) => (go = resolve))
  let began = (): void => {}
  const started = new Promise<void>((resolve) => (began = resolve))
  const slow = define({
    name: 'slow',
    input: { file },
    output: { size: {} },
    run: async ({ file }) => {
      began()
      await going
      return (await (file as FileValue).bytes()).length
    },
  })
  const app = serve({ ...make(), quota: 100 }, [slow])
  const paths = [await uploaded(app, 'a', 'a'.repeat(40)), await uploaded(app, 'b', 'b'.repeat(40))]
  const running = run(app, 'slow', [fileData(paths[0] ?? '')])
  await started
  paths.push(await uploaded(app, 'c', 'c'.repeat(40)))
  expect((await upload(app, [['too much', 'd'.repeat(101)]])).status).toBe(413)
  const there = await Promise.all(paths.map(async (path) => (await get(app, path, { method: 'HEAD' })).status))
  expect(there).toEqual([200, 403, 200])
  go()
  expect((await running).data).toEqual([40])
})

test.each(storages)('what a run streams out is held to the size files may have (%s)', async (_, make) => {
  const endless = define({
    name: 'endless',
    input: {},
    output: { file },
    run: () => ({
      name: 'x',
      content: (async function* () {
        for (;;) yield new Uint8Array(1_000)
      })(),
    }),
  })
  const odd = define({
    name: 'odd',
    input: {},
    output: { file },
    run: () => ({
      name: 'x',
      content: (async function* () {
        yield JSON.parse('[1]') as Uint8Array
      })(),
    }),
  })
  const app = serve({ ...make(), maxFileSize: 10_000 }, [endless, odd])
  expect((await run(app, 'endless', [])).code).toBe('TOO_LARGE')
  expect((await run(app, 'odd', [])).code).toBe('BAD_FILE')
})

test('a folder that is named serves several apps, and outlives them', async () => {
  const files = await newFolder()
  const [one, two] = [serve({ files }), serve({ files })]
  const path = await uploaded(one, 'näme 1.txt', 'shared')
  expect(await (await get(two, encodeURI(path))).text()).toBe('shared')
  const made = (await run(two, 'echo', [fileData(path)])).data[0] as FileData
  expect(made).toMatchObject({ path, orig_name: 'näme 1.txt' })
  await Promise.all([one.close(), two.close()])
  expect(await (await get(serve({ files }), encodeURI(path))).text()).toBe('shared')
})

test('a file of elsewhere that one app hands on can be had from every app of a shared folder', async () => {
  const files = await newFolder()
  const remote: FileValue = {
    name: 'far.txt',
    type: 'text/plain',
    size: undefined,
    url: 'http://far/far.txt',
    async *stream() {
      yield new TextEncoder().encode('from far')
    },
    bytes: async () => new Uint8Array(),
    toJSON: () => ({ path: 'far.txt' }),
  }
  const far = define({ name: 'far', input: {}, output: { file }, run: () => remote })
  const made = (await run(serve({ files }, [far]), 'far', [])).data[0] as FileData
  expect(await (await get(serve({ files }, [echo]), made.path)).text()).toBe('from far')
})

test('without a folder nothing is left of an app that has closed', async () => {
  const folders = async (): Promise<string[]> =>
    (await readdir(tmpdir())).filter((name) => name.startsWith('hfn-files-'))
  const before = await folders()
  const app = serve()
  await uploaded(app, 'a', 'x')
  const [made] = (await folders()).filter((name) => !before.includes(name))
  expect(made).toBeDefined()
  await app.close()
  expect(await folders()).not.toContain(made)
})

test('content that came before is kept once, whoever brings it and under whatever name', async () => {
  const files = await newFolder()
  const give = define({ name: 'give', input: {}, output: { file }, run: () => new TextEncoder().encode('same') })
  const app = serve({ files }, [give])
  await uploaded(app, 'a', 'same')
  await uploaded(app, 'b', 'same')
  await run(app, 'give', [])
  const kept = await filesIn(files)
  expect(kept.filter((name) => name.startsWith('content'))).toHaveLength(1)
  expect(kept.filter((name) => name.startsWith('files'))).toHaveLength(3)
})
