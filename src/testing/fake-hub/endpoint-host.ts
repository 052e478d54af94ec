import { setTimeout as sleep } from 'node:timers/promises'
import { isMember, userOf } from './access.ts'
import { json, refuse, type HubAnswer } from './answer.ts'
import type { EndpointRun } from './endpoints.ts'
import type { HubRequest } from './request.ts'
import { answerOfApp } from './served-app.ts'

/** Milliseconds between two looks at an endpoint that starts. */
const step = 10

/** Waits for an endpoint that starts, at most for the seconds the visitor wants to (X-Scale-Up-Timeout). */
const held = async ({ headers, signal }: HubRequest, run: EndpointRun): Promise<void> => {
  const until = performance.now() + Number(headers['x-scale-up-timeout'] ?? 0) * 1_000
  while (!run.runs && run.stages.left > 0 && performance.now() < until) await sleep(step, undefined, { signal })
}

export const visitEndpoint = async (request: HubRequest, run: EndpointRun): Promise<HubAnswer> => {
  const { hub, headers, url } = request
  const { namespace, healthRoute = '/health', app } = run.about
  if (run.said['type'] !== 'public' && !isMember(userOf(hub, headers.authorization), namespace)) {
    throw refuse(401, 'Unauthorized')
  }
  if (run.stages.now === 'paused') throw refuse(400, 'Bad Request: Invalid state: endpoint is paused')
  if (run.stages.now === 'scaledToZero') run.start()
  await held(request, run)
  if (!run.runs) throw refuse(503, '503 Service Unavailable')
  if (app !== undefined) return answerOfApp(app, request)
  return json(url.pathname === healthRoute ? { status: 'ok' } : {})
}
