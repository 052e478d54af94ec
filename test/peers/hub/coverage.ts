import type { SeenRequest } from '../../../src/testing/fake-hub/contract.ts'
import { routerOf, type Route } from '../../../src/testing/fake-hub/router.ts'
import { routes } from '../../../src/testing/fake-hub/routes/index.ts'
import type { HubVersion } from './hf.ts'

const router = routerOf(routes)

const asked = new Map<string, Set<HubVersion>>()

/** How a route is written in tests: `GET /api/:types/:id`, `GET cdn /xorbs/default/:xorb`. */
const nameOf = ({ method, host, pattern }: Route): string =>
  [method, ...(host === undefined || host === 'hub' ? [] : [host]), pattern].join(' ')

/** The route of a request, or method and path where none fits. */
export function routeOf({ method, path, host }: SeenRequest): string {
  const [pathname = ''] = path.split('?')
  const match = router({ method, host, path: pathname })
  if (!match) return `${method} ${pathname.replace(/(\/default)?\/[0-9a-f]{64}$/, '')} ?`
  return nameOf(method === 'HEAD' ? { ...match.route, method } : match.route)
}

/** Keeps in mind that a version has asked for a route; what Spaces and endpoints are asked is their own business. */
export function note(request: SeenRequest, version: HubVersion): void {
  if (request.host !== 'hub' && request.host !== 'cdn') return
  const name = routeOf(request).replace(/^HEAD/, 'GET')
  asked.set(name, (asked.get(name) ?? new Set()).add(version))
}

/** Every route of the fake, and which versions have asked for it. */
export const coverage = (): ReadonlyMap<string, ReadonlySet<HubVersion>> =>
  new Map(routes.map(nameOf).map((name) => [name, asked.get(name) ?? new Set()]))

/** What was asked and is answered by no route. */
export const unanswered = (): readonly string[] => [...asked.keys()].filter((name) => name.endsWith(' ?'))
