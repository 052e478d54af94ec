import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { userOf } from './access.ts'
import { Refusal, failure, requestId, type HubAnswer } from './answer.ts'
import type { HubFault, SeenRequest } from './contract.ts'
import { deliver } from './deliver.ts'
import type { Faults } from './faults.ts'
import type { Hub } from './hub.ts'
import { IncomingBody } from './incoming-body.ts'
import type { RateLimit } from './rate-limit.ts'
import { HubRequest } from './request.ts'
import type { Router } from './router.ts'

type Seen = SeenRequest & { body: string }

/** What every listener of one fake Hub shares. */
export interface Desk {
  readonly hub: Hub
  readonly faults: Faults
  readonly router: Router
  readonly limit: RateLimit | undefined
  readonly requests: SeenRequest[]
}

interface Visit {
  readonly desk: Desk
  readonly incoming: IncomingMessage
  readonly response: ServerResponse
  readonly body: IncomingBody
  readonly seen: Seen
  readonly signal: AbortSignal
}

const answerOf = async ({ desk, incoming, body, seen, signal }: Visit, fault: HubFault): Promise<HubAnswer> => {
  const { hub, router } = desk
  const url = new URL(`${hub.url}${incoming.url ?? '/'}`)
  const { range, ...others } = incoming.headers
  const headers = fault.ignoreRange === true || range === undefined ? others : { ...others, range }
  try {
    // The CDN and Spaces have doors of their own.
    const user = seen.host === 'hub' ? userOf(hub, headers.authorization) : undefined
    const match = router({ method: seen.method, host: seen.host, path: url.pathname })
    if (match === undefined) return failure(404, "Sorry, we can't find the page you are looking for.")
    const { route, parameters } = match
    return await route.handle(
      new HubRequest({ hub, method: seen.method, body, url, headers, parameters, user, signal }),
    )
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    if (error instanceof URIError) return failure(400, 'Malformed URL')
    return failure(500, `The fake Hub failed: ${String(error)}`)
  }
}

const visitorOf = ({ headers, socket }: IncomingMessage): string => headers.authorization ?? socket.remoteAddress ?? ''

/** The answer a fault puts in the place of the true one. */
const instead = ({ status, code, message, headers, body }: NonNullable<HubFault['answer']>): HubAnswer => ({
  status,
  headers: {
    'content-type': 'application/json; charset=utf-8',
    ...(code === undefined ? {} : { 'x-error-code': code }),
    ...(message === undefined ? {} : { 'x-error-message': message }),
    ...headers,
  },
  body: body ?? JSON.stringify({ error: message ?? `Status ${status}` }),
})

/** The answer to a visit before any fault but `answer`. */
const answered = async (visit: Visit, fault: HubFault): Promise<HubAnswer> => {
  if (fault.answer !== undefined) return instead(fault.answer)
  if (visit.seen.host !== 'hub') return answerOf(visit, fault)
  const counted = visit.desk.limit?.count(visitorOf(visit.incoming), visit.seen.path)
  const answer = counted?.refused ?? (await answerOf(visit, fault))
  return { ...answer, headers: { 'x-request-id': requestId(), ...counted?.headers, ...answer.headers } }
}

const visited = async (visit: Visit): Promise<void> => {
  const { desk, body, response, seen, signal } = visit
  const { latency = 0, bytesPerSecond } = desk.hub.pace
  const fault = desk.faults.meet(seen)
  const wait = latency + (fault.delay ?? 0)
  if (wait > 0) await sleep(wait, undefined, { signal })
  const answer = await answered(visit, fault)
  await body.drain()
  const speed = seen.host === 'cdn' ? bytesPerSecond : undefined
  if (fault.reset === 'head') response.socket?.resetAndDestroy()
  else await deliver(answer, { response, seen, fault, bytesPerSecond: speed, signal })
}

/** Answers requests to the hosts their names say. */
export const listenerOf =
  (desk: Desk, hostOf: (request: IncomingMessage) => SeenRequest['host']): RequestListener =>
  (incoming, response) => {
    const { method = 'GET', url: path = '/' } = incoming
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]))
    const seen: Seen = { method, path, host: hostOf(incoming), headers, body: '', status: 0, sent: 0 }
    desk.requests.push(seen)
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const visit = { desk, incoming, response, body: new IncomingBody(incoming, seen), seen, signal: gone.signal }
    visited(visit).catch(() => response.destroy())
  }
