import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startUploadApp } from '../../test/support/upload-app.ts'

const script = new URL('../../test/support/upload-memory.js', import.meta.url)

test('a file of 200 MB goes up within 60 MB of memory', async () => {
  const size = 200 * 1024 * 1024
  const folder = await mkdtemp(join(tmpdir(), 'hfn-memory-'))
  const path = join(folder, 'big.bin')
  const file = await open(path, 'w')
  await file.truncate(size)
  await file.close()
  let received = 0
  const app = await startUploadApp({
    handle: (request, response) => {
      request.on('data', (piece: Buffer) => (received += piece.length))
      request.on('end', () => response.end('["/tmp/gradio/big.bin"]'))
    },
  })
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(script), app.base, path])
    const { grown, size: sent } = JSON.parse(stdout) as { grown: number; size: number }
    expect(sent).toBe(size)
    expect(received).toBeGreaterThan(size)
    expect(grown).toBeLessThan(60)
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
