import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'

/** Answers one request of a fake app; `body` is what was sent. */
export type Route = (request: IncomingMessage, response: ServerResponse, body: string) => void | Promise<void>

export interface FakeApp {
  readonly url: string
  /** What was asked so far: method, path and body. */
  readonly requests: readonly {
    readonly route: string
    readonly body: string
    readonly headers: IncomingMessage['headers']
  }[]
  /** Changes routes while the app runs. */
  route(routes: Readonly<Record<string, Route>>): void
  close(): Promise<void>
}

const textbox = { type: { type: 'string' }, python_type: { type: 'str', description: '' }, component: 'Textbox' }

/** The config of an app with one text function, `echo`, as Gradio 6 writes it. */
export const fakeConfig = {
  version: '6.31.0',
  api_prefix: '/gradio_api',
  protocol: 'sse_v3',
  enable_queue: true,
  components: [
    { id: 1, type: 'textbox', props: { label: 'Text' } },
    { id: 2, type: 'textbox', props: { label: 'Out' } },
  ],
  dependencies: [
    {
      id: 0,
      api_name: 'echo',
      inputs: [1],
      outputs: [2],
      targets: [],
      backend_fn: true,
      queue: true,
      types: { generator: false, cancel: false },
      api_visibility: 'public',
    },
  ],
}

export const fakeInfo = {
  named_endpoints: {
    '/echo': {
      parameters: [
        { ...textbox, label: 'Text', parameter_name: 'text', parameter_has_default: false, parameter_default: null },
      ],
      returns: [{ ...textbox, label: 'Out' }],
      api_visibility: 'public',
    },
  },
  unnamed_endpoints: {},
}

/** Sends a value as JSON. */
export const answerJson = (response: ServerResponse, value: unknown, status = 200): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

/** Opens an event stream and gives the function that sends one message. */
export const openStream = (response: ServerResponse): ((message: object) => void) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  return (message) => void response.write(`data: ${JSON.stringify(message)}\n\n`)
}

/** What the fake does unless told otherwise: `echo` answers what it was given. */
const usualRoutes = (): Record<string, Route> => {
  const waiting = new Map<string, { eventId: string; data: unknown }[]>()
  return {
    'GET /config': (_, response) => answerJson(response, fakeConfig),
    'GET /gradio_api/info': (_, response) => answerJson(response, fakeInfo),
    'POST /gradio_api/queue/join': (_, response, body) => {
      const { session_hash: session, data } = JSON.parse(body) as { session_hash: string; data: unknown }
      const eventId = randomUUID()
      waiting.set(session, [...(waiting.get(session) ?? []), { eventId, data }])
      answerJson(response, { event_id: eventId })
    },
    'GET /gradio_api/queue/data': (request, response) => {
      const session = new URL(request.url ?? '', 'http://fake').searchParams.get('session_hash') ?? ''
      const send = openStream(response)
      for (const { eventId, data } of waiting.get(session) ?? []) {
        send({ msg: 'process_completed', event_id: eventId, output: { data, is_generating: false }, success: true })
      }
      waiting.delete(session)
      send({ msg: 'close_stream', event_id: null })
      response.end()
    },
    'POST /gradio_api/cancel': (_, response) => answerJson(response, { success: true }),
  }
}

/**
 * A small app of Gradio's protocol whose every route can be replaced: for tests of faults that a real app shows too rarely.
 * @param routes by method and path, such as `GET /config`
 */
export const fakeApp = async (routes: Readonly<Record<string, Route>> = {}): Promise<FakeApp> => {
  let table: Record<string, Route> = { ...usualRoutes(), ...routes }
  const requests: { route: string; body: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      const path = (request.url ?? '').replace(/\?.*$/, '')
      const route = `${request.method ?? ''} ${path}`
      requests.push({ route, body, headers: request.headers })
      const handler = table[route] ?? table[`${request.method ?? ''} *`]
      if (handler === undefined) answerJson(response, { detail: 'Not Found' }, 404)
      else void handler(request, response, body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    route: (more) => {
      table = { ...table, ...more }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
