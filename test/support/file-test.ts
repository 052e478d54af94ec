import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test as plain } from 'vitest'
import type { ErrorCode } from '../../src/core/error.ts'
import { startUploadApp, type UploadApp, type UploadAppOptions } from './upload-app.ts'

interface Fixtures {
  /** A folder of the test's own. */
  readonly folder: string
  /** Writes a file into it; what is not given is its name. */
  readonly put: (name: string, content?: string | Uint8Array) => Promise<string>
  /** Starts an app that ends with the test. */
  readonly start: (options?: UploadAppOptions) => Promise<UploadApp>
}

export const test = plain.extend<Fixtures>({
  folder: async ({ onTestFinished }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hfn-test-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await use(folder)
  },
  put: async ({ folder }, use) => {
    await use(async (name, content = name) => {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    })
  },
  start: async ({ onTestFinished }, use) => {
    await use(async (options) => {
      const app = await startUploadApp(options)
      onTestFinished(() => app.close())
      return app
    })
  },
})

/** An error of ours, of this code, that says this. */
export const refusal = (code: ErrorCode, message: RegExp = /./): unknown =>
  expect.objectContaining({ name: 'HfnError', code, message: expect.stringMatching(message) as string })

/** A stream's whole content. */
export const read = async (content: AsyncIterable<Uint8Array>): Promise<string> => {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
