import type { Context, Hono } from 'hono'
import type { ServedFunction } from '../catalog.ts'
import { callDialect } from '../stream/dialect.ts'
import { noSuchFunction } from '../failure.ts'
import { listOf, readBody, type Body } from '../json-body.ts'
import type { Service } from '../service.ts'
import { eventStream, readerOf } from '../stream/event-stream.ts'

const sessionOf = (body: Body): string | undefined =>
  typeof body['session_hash'] === 'string' ? body['session_hash'] : undefined

/** The simple protocol: POST gives an event id, GET streams its outputs. The second form takes arguments by name. */
export const addCall = (app: Hono, service: Service): void => {
  const find = (name: string | undefined): ServedFunction => {
    const served = service.catalog.byName(name ?? '')
    if (served === undefined) throw noSuchFunction(name)
    return served
  }

  const read = ({ req }: Context): Response => {
    const feed = service.feeds.get(req.param('event') ?? '')
    if (feed === undefined || feed.dialect !== callDialect) {
      return eventStream('event: error\ndata: "404: Not Found"\n\n', 404)
    }
    return eventStream(readerOf(feed, req.raw, service.settings))
  }

  app.post('/call/v2/:name', async ({ req }) => {
    const served = find(req.param('name'))
    const { session_hash: _, ...given } = await readBody(req.raw)
    return Response.json({ event_id: service.call({ served, given, request: req.raw }).id })
  })

  app.post('/call/:name', async ({ req }) => {
    const served = find(req.param('name'))
    const body = await readBody(req.raw)
    const run = service.call({ served, given: listOf(body, 'data'), session: sessionOf(body), request: req.raw })
    return Response.json({ event_id: run.id })
  })

  app.get('/call/v2/:name/:event', read)
  app.get('/call/:name/:event', read)
}
