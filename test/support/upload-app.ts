import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Busboy } from '@fastify/busboy'
import { createHttp } from '../../src/core/http.ts'
import type { Timeouts } from '../../src/core/http.ts'
import type { Connection } from '../../src/gradio/connection.ts'

export interface ReceivedFile {
  readonly field: string
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

interface ReceivedUpload {
  readonly headers: IncomingMessage['headers']
  readonly files: readonly ReceivedFile[]
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export interface UploadApp {
  readonly base: string
  readonly connection: Connection
  /** Uploads that arrived whole, in the order of their arrival. */
  readonly uploads: ReceivedUpload[]
  /** Everything asked for, as `METHOD /path`. */
  readonly asked: string[]
  close(): Promise<void>
}

export interface UploadAppOptions {
  /** Instead of Gradio's answer to an upload: JSON to send, with status 200. */
  readonly answer?: unknown
  /** Takes all requests, except those it answers with `false` itself. */
  readonly handle?: ((request: IncomingMessage, response: ServerResponse) => unknown) | undefined
  readonly maxFileSize?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly timeouts?: Partial<Timeouts> | undefined
}

/** Reads a multipart body with a reader that is not ours. */
export const readMultipart = (contentType: string, body: Readable): Promise<ReceivedFile[]> =>
  new Promise((resolve, reject) => {
    const files: Promise<ReceivedFile>[] = []
    const reader = new Busboy({ headers: { 'content-type': contentType }, preservePath: true })
    reader.on('file', (field, stream, ...[name, , type]) => {
      files.push(buffer(stream).then((content) => ({ field, name, type, content })))
    })
    reader.on('finish', () => void Promise.all(files).then(resolve, reject))
    reader.on('error', reject)
    body.on('error', reject).pipe(reader)
  })

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

/** An app that takes uploads as Gradio does, on a port of loopback. */
export const startUploadApp = async (options: UploadAppOptions = {}): Promise<UploadApp> => {
  const uploads: ReceivedUpload[] = []
  const asked: string[] = []
  const serve: Handler = (request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (options.handle !== undefined && options.handle(request, response) !== false) return
    if (request.method !== 'POST' || request.url !== '/gradio_api/upload')
      return reply(response, 404, { detail: 'Not Found' })
    readMultipart(request.headers['content-type'] ?? '', request).then(
      (files) => {
        uploads.push({ headers: request.headers, files })
        const paths = files.map(({ name }, index) => `/tmp/gradio/${uploads.length}-${index}/${name}`)
        reply(response, 200, 'answer' in options ? options.answer : paths)
      },
      () => response.destroy(),
    )
  }
  const server = createServer(serve)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const http = createHttp({ timeouts: options.timeouts })
  return {
    base,
    connection: {
      http,
      base,
      prefix: '/gradio_api',
      headers: () => options.headers ?? {},
      maxFileSize: options.maxFileSize,
    },
    uploads,
    asked,
    close: async () => {
      http.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
