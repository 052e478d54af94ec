import { isMember, signedIn, writer } from '../access.ts'
import { events, json, refuse, type HubAnswer } from '../answer.ts'
import { hardware, isFlavor } from '../hardware.ts'
import type { Job } from '../jobs.ts'
import { paged } from '../paging.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'

/** Jobs of a page, as the Hub has them. */
const pageSize = 100

const namespaceOf = (request: HubRequest): string => {
  const namespace = request.part('namespace')
  if (!isMember(signedIn(request), namespace)) throw refuse(403, 'Forbidden')
  return namespace
}

const jobOf = (request: HubRequest): Job => {
  const job = request.hub.jobs.find(namespaceOf(request), request.part('job'))
  if (job === undefined) throw refuse(404, 'Job not found')
  return job
}

const run = async (request: HubRequest): Promise<HubAnswer> => {
  const namespace = request.part('namespace')
  writer(request, namespace)
  const spec = await request.json()
  if (!isFlavor(spec['flavor'] ?? 'cpu-basic')) throw refuse(400, 'Invalid hardware flavor')
  if (typeof (spec['dockerImage'] ?? spec['spaceId']) !== 'string') throw refuse(400, 'Missing dockerImage or spaceId')
  return json(request.hub.jobs.add(namespace, spec).describe())
}

const list = (request: HubRequest): HubAnswer => {
  const stages = request.queries('stage')
  const jobs = request.hub.jobs.of(namespaceOf(request))
  const fitting = jobs.filter(({ stages: { now } }) => stages.length === 0 || stages.includes(now))
  const { page, headers } = paged(request, fitting, { size: pageSize })
  return json(
    page.map((job) => job.describe()),
    200,
    headers,
  )
}

const cancel = (request: HubRequest): HubAnswer => {
  const job = jobOf(request)
  writer(request, job.owner)
  if (job.stages.left === 0) throw refuse(400, 'Job is not running')
  job.stages.set('CANCELED')
  return json(job.describe())
}

const logs = (request: HubRequest): HubAnswer => {
  const { lines, createdAt } = jobOf(request)
  const tail = Number(request.query('tail') ?? lines.length)
  const timestamp = createdAt.toISOString()
  return events(lines.slice(-tail).map((data) => ({ data, timestamp })))
}

export const jobRoutes: readonly Route[] = [
  { method: 'GET', pattern: '/api/jobs/hardware', handle: () => json(hardware) },
  { method: 'GET', pattern: '/api/jobs/:namespace', handle: list },
  { method: 'POST', pattern: '/api/jobs/:namespace', handle: run },
  { method: 'GET', pattern: '/api/jobs/:namespace/:job', handle: (request) => json(jobOf(request).describe()) },
  { method: 'POST', pattern: '/api/jobs/:namespace/:job/cancel', handle: cancel },
  { method: 'GET', pattern: '/api/jobs/:namespace/:job/logs', handle: logs },
]
