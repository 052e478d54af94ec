import type { RunEvent } from '../../src/callable/callable.ts'
import { HfnError } from '../../src/core/error.ts'
import { connect, type App, type ConnectOptions } from '../../src/gradio/index.ts'
import { server, type AppName, type Major } from './servers.ts'

/** Connects to apps of one major, and remembers to close them. */
export interface Reach {
  (app: AppName, options?: ConnectOptions): Promise<App>
  close(): Promise<void>
}

export const reaching = (major: Major): Reach => {
  const open: App[] = []
  const reach = async (name: AppName, options?: ConnectOptions): Promise<App> => {
    const app = await connect(await server(major, name), options)
    open.push(app)
    return app
  }
  const close = async (): Promise<void> => {
    for (const app of open) await app.close()
  }
  return Object.assign(reach, { close })
}

/** The error a run or a connection must end with. */
export const failure = async (work: PromiseLike<unknown>): Promise<HfnError> => {
  const error = await Promise.resolve(work).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!HfnError.is(error) || error.message.includes('\n'))
    throw new Error(`expected an HfnError of one line, got ${String(error)}`)
  return error
}

export const collect = async (job: AsyncIterable<RunEvent>): Promise<RunEvent[]> => {
  const events: RunEvent[] = []
  for await (const event of job) events.push(event)
  return events
}

/** Resolves at the first event of this type; the run goes on. */
export const told = (job: AsyncIterable<RunEvent>, type: RunEvent['type']): Promise<void> =>
  new Promise((resolve, reject) => {
    const read = async (): Promise<void> => {
      for await (const event of job) if (event.type === type) resolve()
      throw new Error(`the run told of no ${type}`)
    }
    read().catch(reject)
  })

/** The first output of every step. */
export const outputs = (events: readonly RunEvent[]): unknown[] =>
  events.flatMap((event) => (event.type === 'output' ? [event.data[0]] : []))
