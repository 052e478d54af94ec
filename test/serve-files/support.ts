import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { define } from '../../src/callable/define.ts'
import type { Callable } from '../../src/callable/callable.ts'
import { createApp, type ServedApp } from '../../src/serve/app.ts'
import type { ServeOptions } from '../../src/serve/options.ts'

/** A folder of one test. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hfn-test-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** The files below a folder, by their paths in it. */
export const filesIn = async (folder: string): Promise<string[]> => {
  const found: string[] = []
  for (const name of await readdir(folder, { recursive: true })) {
    if ((await stat(join(folder, name))).isFile()) found.push(name)
  }
  return found.toSorted()
}

const file = { format: 'file' } as const

export const echo = define({ name: 'echo', input: { file }, output: { file }, run: ({ file }) => file })

/** An app of one test; without functions of its own it gives files back. */
export const serve = (options: ServeOptions = {}, functions: readonly Callable[] = [echo]): ServedApp => {
  const app = createApp(functions, options)
  onTestFinished(() => app.close())
  return app
}

export const upload = (
  app: ServedApp,
  files: readonly (readonly [name: string, content: string | Uint8Array<ArrayBuffer>])[],
): Promise<Response> => {
  const body = new FormData()
  for (const [name, content] of files) body.append('files', new Blob([content]), name)
  return app.fetch(new Request('http://app/gradio_api/upload', { method: 'POST', body }))
}

/** The path of a file just uploaded. */
export const uploaded = async (app: ServedApp, name: string, content: string): Promise<string> => {
  const paths = (await (await upload(app, [[name, content]])).json()) as string[]
  return paths[0] ?? ''
}

interface Answer {
  readonly data: unknown[]
  readonly code: string
  readonly error: string
}

export const run = async (app: ServedApp, name: string, data: unknown[]): Promise<Answer> => {
  const request = new Request(`http://app/run/${name}`, { method: 'POST', body: JSON.stringify({ data }) })
  return (await (await app.fetch(request)).json()) as Answer
}

/** A GET or HEAD of `/file=…`; the path is sent as it is given. */
export const get = (app: ServedApp, path: string, init?: RequestInit): Promise<Response> =>
  app.fetch(new Request(`http://app/gradio_api/file=${path}`, init))

export const fileData = (path: string) => ({ path, meta: { _type: 'gradio.FileData' } })
