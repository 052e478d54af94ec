import type { Hono } from 'hono'
import { HfnError } from '../../core/error.ts'
import { queueDialect } from '../stream/dialect.ts'
import { readBody } from '../json-body.ts'
import { presence } from '../stream/presence.ts'
import type { Feed } from '../stream/feed.ts'
import type { Service } from '../service.ts'
import { eventStream } from '../stream/event-stream.ts'

const done = (): Response => Response.json({ success: true })

/** What a visitor says between runs: stop one, I am still here. */
export const addSession = (app: Hono, service: Service): void => {
  app.post('/cancel', async ({ req }) => {
    const { event_id: id, session_hash: session } = await readBody(req.raw)
    if (typeof id !== 'string') throw new HfnError('BAD_ARGUMENT', 'event_id is missing', { status: 422 })
    service.pending(id, session)?.cancel()
    return done()
  })

  // Since Gradio 4 it does nothing; clients call it after /cancel.
  app.post('/reset', done)

  app.get('/heartbeat/:session', ({ req }) => {
    const feed = (): Feed => service.feeds.open(req.param('session'), queueDialect)
    return eventStream(presence(feed, service.settings.timings.heartbeat))
  })
}
