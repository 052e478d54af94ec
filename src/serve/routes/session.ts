import type { Hono } from 'hono'
import { HfnError } from '../../core/error.ts'
import { sessionKey } from '../auth/user.ts'
import { notFound } from '../failure.ts'
import { readBody } from '../json-body.ts'
import type { Service } from '../service.ts'
import { queueDialect } from '../stream/dialect.ts'
import type { Feed } from '../stream/feed.ts'
import { streamTo } from '../stream/event-stream.ts'
import { Presence } from '../stream/presence.ts'
import { isSession } from './session-name.ts'

const done = (): Response => Response.json({ success: true })

/** What a visitor says between runs: stop one, I am still here. */
export const addSession = (app: Hono, service: Service): void => {
  const { maxBody } = service.settings

  app.post('/cancel', async ({ req: { raw: request } }) => {
    const { event_id: id, session_hash: session } = await readBody(request, maxBody)
    if (typeof id !== 'string') throw new HfnError('BAD_ARGUMENT', 'event_id is missing', { status: 422 })
    // A call that named no session is its own.
    const name = isSession(session) ? sessionKey(request, session) : undefined
    if (name !== undefined) await service.cancel({ id, session: name })
    return done()
  })

  // Since Gradio 4 it does nothing; clients call it after /cancel.
  app.post('/reset', done)

  app.get('/heartbeat/:session', ({ req }) => {
    const session = req.param('session')
    if (!isSession(session)) return notFound()
    const key = sessionKey(req.raw, session)
    const open = (): Promise<Feed> => service.streams.open(key, queueDialect)
    return streamTo(req.raw, new Presence(open, service.streams.heart))
  })
}
