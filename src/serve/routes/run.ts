import type { Context, Hono } from 'hono'
import { sessionKey } from '../auth/user.ts'
import type { Message } from '../../wire/message.ts'
import { noSuchFunction } from '../failure.ts'
import { listOf, readBody } from '../json-body.ts'
import type { Service } from '../service.ts'
import { isSession } from './session-name.ts'

const answer = (message: Message | undefined): Response => {
  if (message?.msg !== 'process_completed') return Response.json({ error: null }, { status: 500 })
  const { output, success } = message
  if (success === false) return Response.json(output, { status: output?.code === 'BAD_ARGUMENT' ? 422 : 500 })
  return Response.json({ ...output, average_duration: output?.duration ?? null })
}

/** One request, one answer: the last outputs. The run waits in line like all others. */
export const addRun = (app: Hono, service: Service): void => {
  const run = async ({ req }: Context): Promise<Response> => {
    const name = req.param('name')
    const body = await readBody(req.raw, service.settings.maxBody)
    const index = body['fn_index'] ?? undefined
    const served = index === undefined ? service.catalog.byName(name ?? '') : service.catalog.byIndex(index)
    if (served === undefined) throw noSuchFunction(index ?? name)
    const session = isSession(body['session_hash']) ? sessionKey(req.raw, body['session_hash']) : undefined
    const task = await service.call({ served, given: listOf(body, 'data'), session, request: req.raw })
    const { signal } = req.raw
    const leave = (): void => void service.cancel(task).catch(() => {})
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
    const message = await service.ended(task)
    signal.removeEventListener('abort', leave)
    // Nobody knows its id, so nobody can ask for it again.
    service.streams.drop(task.id)
    return answer(message)
  }
  app.post('/run/:name', run)
  app.post('/api/:name', run)
}
