import type { Hono } from 'hono'
import { HfnError } from '../../core/error.ts'
import { queueDialect } from '../stream/dialect.ts'
import { sessionNotFound } from '../stream/events.ts'
import { noSuchFunction } from '../failure.ts'
import { readBody, listOf } from '../json-body.ts'
import type { Service } from '../service.ts'
import { eventStream, readerOf } from '../stream/event-stream.ts'

/** Characters of a session's name, which callers choose. */
const longest = 256

const missing = (detail: string): HfnError => new HfnError('BAD_ARGUMENT', detail, { status: 400 })

/** The queue protocol (`sse_v3`): runs join a session, one stream tells of all of them. */
export const addQueue = (app: Hono, service: Service): void => {
  app.post('/queue/join', async ({ req: { raw: request } }) => {
    const body = await readBody(request)
    const { session_hash: session, fn_index: index } = body
    if (typeof session !== 'string' || session === '' || session.length > longest)
      throw missing('Session hash not found.')
    if (index === undefined || index === null) throw missing('No function index provided.')
    const served = service.catalog.byIndex(index)
    if (served === undefined) throw noSuchFunction(index)
    const given = listOf(body, 'data')
    await service.feeds.get(session)?.open()
    const run = service.join({ served, given, session, request }, service.feeds.open(session, queueDialect))
    return Response.json({ event_id: run.id })
  })

  app.get('/queue/data', ({ req }) => {
    const feed = service.feeds.get(req.query('session_hash') ?? '')
    if (feed === undefined || feed.empty || feed.dialect !== queueDialect) {
      return eventStream(queueDialect.frame(sessionNotFound, 0))
    }
    return eventStream(readerOf(feed, req.raw, service.settings))
  })
}
