import { expect } from 'vitest'
import type { Job, RunEvent } from '../../src/callable/callable.ts'
import { HfnError } from '../../src/core/error.ts'
import { connect, type App, type ConnectOptions } from '../../src/gradio/index.ts'
import { answerJson, fakeApp, openStream, type FakeApp, type Route } from '../../src/testing/fake-app.ts'

export const join = 'POST /gradio_api/queue/join'
export const data = 'GET /gradio_api/queue/data'
export const cancel = 'POST /gradio_api/cancel'

const open: { close(): Promise<void> }[] = []
/** For `afterEach` of every file: modules are shared between them, hooks are not. */
export const closeAll = async (): Promise<void> => {
  for (const one of open.splice(0).reverse()) await one.close()
}

export const start = async (
  routes: Readonly<Record<string, Route>>,
  options: ConnectOptions = {},
): Promise<{ fake: FakeApp; app: App }> => {
  const fake = await fakeApp(routes)
  open.push(fake)
  const app = await connect(fake.url, { timeouts: { silence: 2_000 }, ...options })
  open.push(app)
  return { fake, app }
}

export const failure = async (work: PromiseLike<unknown>): Promise<HfnError> => {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!HfnError.is(error)) throw new Error(`expected an HfnError, got ${String(error)}`)
  expect(error.message).not.toContain('\n')
  return error
}

export const collect = async (job: Job): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event)
  return events
}

export const accepted: Route = (_, response) => answerJson(response, { event_id: 'e1' })
export const generating = (value: unknown, id = 'e1'): object => ({
  msg: 'process_generating',
  event_id: id,
  output: { data: [value], is_generating: true },
  success: true,
})
export const completed = (value: unknown, id = 'e1'): object => ({
  msg: 'process_completed',
  event_id: id,
  output: { data: [value], is_generating: false },
  success: true,
})
export const lost = {
  msg: 'unexpected_error',
  event_id: null,
  message: '404: Not Found',
  session_not_found: true,
  success: false,
}
export const closeStream = { msg: 'close_stream', event_id: null }

/** Answers the nth stream of a session by the nth route, the last one for all that follow. */
export const streams = (...routes: readonly Route[]): Route => {
  let count = 0
  return (request, response, body) => routes[Math.min(count++, routes.length - 1)]?.(request, response, body)
}

export const ends =
  (...messages: readonly object[]): Route =>
  (_, response) => {
    const send = openStream(response)
    messages.forEach(send)
    response.end()
  }
