import { Allowance } from './allowance.ts'
import { arrivalOf, countedAs } from './arrival.ts'
import { tooMany } from './too-many.ts'

/** Routes that start a run, take a file or a flag, by their first segment. */
const starting = new Set(['queue', 'call', 'run', 'api', 'upload', 'hfn'])

/** What one address may start in a minute; beyond, it gets 429. */
export type RateLimit = (request: Request, route: string) => Response | undefined

export const rateLimit = (limit: number | undefined): RateLimit => {
  if (limit === undefined) return () => undefined
  const allowance = new Allowance({ limit, window: 60_000 })
  return (request, route) => {
    if (request.method !== 'POST' || !starting.has(route.split('/', 2)[1] ?? '')) return undefined
    const wait = allowance.take(countedAs(arrivalOf(request).address))
    return wait === 0 ? undefined : tooMany(wait, 'Too many runs and uploads; wait a little.')
  }
}
