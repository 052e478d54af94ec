import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFolder } from './watch-folder.ts'

test('a change of a source file is told of, other files are not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-watch-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'node_modules'))
  const stop = new AbortController()
  let tell: (change: string) => void = () => {}
  let content = 'first'
  const watching = watchFolder(join(folder, 'app.mjs'), async () => tell(content), { signal: stop.signal })
  const changed = (name: string): Promise<string> =>
    new Promise((resolve) => {
      tell = resolve
      void writeFile(join(folder, name), content)
    })
  expect(await changed('app.mjs')).toBe('first')
  for (const name of ['log.jsonl', 'node_modules/other.js', '.hidden.js']) await writeFile(join(folder, name), 'x')
  content = 'second'
  expect(await changed('beside.ts')).toBe('second')
  stop.abort()
  await watching
})
