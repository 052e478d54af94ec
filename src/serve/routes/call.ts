import type { Context, Hono } from 'hono'
import { sessionKey, userOf } from '../auth/user.ts'
import type { ServedFunction } from '../catalog.ts'
import { noSuchFunction, notFound } from '../failure.ts'
import { listOf, readBody, type Body } from '../json-body.ts'
import type { Task } from '../queue/contract.ts'
import type { Service } from '../service.ts'
import { callDialect } from '../stream/dialect.ts'
import { eventStream, feedTo, idTo } from '../stream/event-stream.ts'
import { isSession } from './session-name.ts'

/** The simple protocol: POST gives an event id, GET streams its outputs. The second form takes arguments by name. */
export const addCall = (app: Hono, service: Service): void => {
  const { maxBody } = service.settings

  const find = (name: string | undefined): ServedFunction => {
    const served = service.catalog.byName(name ?? '')
    if (served === undefined) throw noSuchFunction(name)
    return served
  }

  const begin = async (
    { req: { raw: request } }: Context,
    served: ServedFunction,
    given: (body: Body) => Task['given'],
  ) => {
    const body = await readBody(request, maxBody)
    const name = body['session_hash']
    const session = isSession(name) ? sessionKey(request, name) : undefined
    const { id } = await service.call({ served, given: given(body), session, request })
    return idTo(request, id)
  }

  const read = async ({ req }: Context): Promise<Response> => {
    const id = req.param('event') ?? ''
    const found = await service.streams.find(id, callDialect)
    const feed = found?.find(id)?.user === userOf(req.raw) ? found : undefined
    const waits = req.query('wait') !== '0'
    if (!waits) return feed === undefined ? notFound() : Response.json(feed.find(id)?.standing)
    if (feed === undefined) return eventStream('event: error\ndata: "404: Not Found"\n\n', 404)
    return feedTo(req.raw, feed, service.streams.heart)
  }

  app.post('/call/v2/:name', (context) =>
    begin(context, find(context.req.param('name')), ({ session_hash: _session, ...given }) => given),
  )
  app.post('/call/:name', (context) => begin(context, find(context.req.param('name')), (body) => listOf(body, 'data')))
  app.get('/call/v2/:name/:event', read)
  app.get('/call/:name/:event', read)
}
