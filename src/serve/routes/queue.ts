import type { Hono } from 'hono'
import { HfnError } from '../../core/error.ts'
import { sessionKey } from '../auth/user.ts'
import { queueDialect } from '../stream/dialect.ts'
import { sessionNotFound } from '../stream/events.ts'
import { failureResponse, noSuchFunction } from '../failure.ts'
import { readBody, listOf } from '../json-body.ts'
import type { Service } from '../service.ts'
import { eventStream, feedTo, idTo } from '../stream/event-stream.ts'
import { isSession } from './session-name.ts'

/** Names of functions stay where an app is loaded anew, their numbers may not: who names the app it knows is told so. */
const loadedAnew = (): HfnError => new HfnError('APP_STOPPED', 'The app was loaded anew.', { status: 409 })

const missing = (detail: string): HfnError => new HfnError('BAD_ARGUMENT', detail, { status: 400 })

/** The queue protocol (`sse_v3`): runs join a session, one stream tells of all of them. */
export const addQueue = (app: Hono, service: Service): void => {
  app.post('/queue/join', async ({ req }) => {
    const request = req.raw
    if ((req.query('app') ?? `${service.appId}`) !== `${service.appId}`) return failureResponse(loadedAnew())
    const body = await readBody(request, service.settings.maxBody)
    const { session_hash: session, fn_index: index } = body
    if (!isSession(session)) throw missing('Session hash not found.')
    if (index === undefined || index === null) throw missing('No function index provided.')
    const served = service.catalog.byIndex(index)
    if (served === undefined) throw noSuchFunction(index)
    const given = listOf(body, 'data')
    const { id } = await service.join({ served, given, session: sessionKey(request, session), request })
    return idTo(request, id)
  })

  app.get('/queue/data', async ({ req }) => {
    const session = req.query('session_hash') ?? ''
    const known = isSession(session)
      ? await service.streams.find(sessionKey(req.raw, session), queueDialect)
      : undefined
    if (known === undefined) return eventStream(queueDialect.frame(sessionNotFound, 0))
    return feedTo(req.raw, known, service.streams.heart)
  })
}
