import { Hono } from 'hono'
import type { Fetch } from '../core/options.ts'
import type { Functions } from './catalog.ts'
import { failureResponse, notFound } from './failure.ts'
import { corsHeaders, isAllowed, preflight, refuseOrigin } from './guard.ts'
import type { ServeOptions } from './options.ts'
import { placeOf } from './place.ts'
import { addCall } from './routes/call.ts'
import { addDescription } from './routes/describe.ts'
import { addFiles } from './routes/files.ts'
import { addQueue } from './routes/queue.ts'
import { addRun } from './routes/run.ts'
import { addSession } from './routes/session.ts'
import { Service } from './service.ts'

/** A Gradio app made of functions; it needs no port. */
export interface ServedApp {
  /** Answers one request; a valid `fetch` for clients in the same process. Never rejects. */
  readonly fetch: Fetch
  /** Stops all runs, ends all streams, removes all files. */
  close(): Promise<void>
}

const routes = [addDescription, addQueue, addCall, addRun, addSession, addFiles]

/**
 * Serves functions as a Gradio app that every Gradio client can use.
 * @param functions callables, or a source of them such as a connected app
 * @throws BAD_USAGE when two functions share a name
 */
export const createApp = (functions: Functions, options: ServeOptions = {}): ServedApp => {
  const service = new Service(functions, options)
  const { basePath, origins, onError } = service.settings
  const app = new Hono({ getPath: ({ url }) => placeOf(url, basePath).route })
  for (const add of routes) add(app, service)
  app.notFound(notFound)
  app.onError((error) => {
    onError(error, 'request')
    return failureResponse(error)
  })

  return {
    async fetch(input, init) {
      const made = typeof input === 'string' || input instanceof URL || init !== undefined
      const request = made ? new Request(input, init) : input
      const origin = request.headers.get('origin')
      const allowed = origin === null || isAllowed(origin, request.url, origins)
      if (request.method === 'OPTIONS') return preflight(request, allowed)
      const response = refuseOrigin(request, allowed) ?? (await app.fetch(request))
      if (origin === null || !allowed) return response
      for (const [name, value] of Object.entries(corsHeaders(origin))) response.headers.set(name, value)
      return response
    },
    close: () => service.close(),
  }
}
