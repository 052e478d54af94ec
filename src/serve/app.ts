import { Hono } from 'hono'
import type { Fetch } from '../core/options.ts'
import type { AppDefinition } from './blueprint.ts'
import type { Functions } from './catalog.ts'
import { failureResponse, notFound } from './failure.ts'
import { Gate } from './gate.ts'
import type { ServeOptions } from './options.ts'
import { placeOf } from './place.ts'
import { addCall } from './routes/call.ts'
import { addDescription } from './routes/describe.ts'
import { addFiles } from './routes/files.ts'
import { addFlag } from './routes/flag.ts'
import { addLogin } from './routes/login.ts'
import { addQueue } from './routes/queue.ts'
import { addRun } from './routes/run.ts'
import { addSession } from './routes/session.ts'
import { addUser } from './routes/user.ts'
import { Service, type CloseOptions } from './service.ts'

/** A Gradio app made of functions; it needs no port. */
export interface ServedApp {
  /** Answers one request; a valid `fetch` for clients in the same process. Never rejects. */
  readonly fetch: Fetch
  /** Takes no more runs, lets those at work go on for up to `drain` milliseconds, ends all streams, removes all files. */
  close(options?: CloseOptions): Promise<void>
}

const routes = [addDescription, addQueue, addCall, addRun, addSession, addFiles, addFlag, addUser]

/**
 * Serves functions as a Gradio app that every Gradio client can use.
 * @param functions callables, a source of them such as a connected app, or functions with a page of their own
 * @throws BAD_USAGE when two functions share a name
 */
export const createApp = (functions: Functions | AppDefinition, options: ServeOptions = {}): ServedApp => {
  const service = new Service(functions, options)
  const { basePath, onError } = service.settings
  const gate = new Gate(service.settings)
  const app = new Hono({ getPath: ({ url }) => placeOf(url, basePath).route })
  for (const add of routes) add(app, service)
  addLogin(app, service.settings, gate.logins)
  app.notFound(notFound)
  app.onError((error) => {
    const id = crypto.randomUUID().replaceAll('-', '')
    onError(error, id)
    return failureResponse(error, id)
  })

  return {
    async fetch(input, init) {
      const made = typeof input === 'string' || input instanceof URL || init !== undefined
      const request = made ? new Request(input, init) : input
      return gate.pass(request, (passed) => app.fetch(passed))
    },
    close: (closing) => service.close(closing),
  }
}
