import type { HubAnswer } from './answer.ts'
import type { SeenRequest } from './contract.ts'
import type { HubRequest } from './request.ts'

/**
 * One thing the Hub answers. In a pattern, `:types` is `models`, `datasets` or `spaces`; `:kind?` is `datasets`, `spaces` or
 * nothing; `spaces` is as `:types`; `:id` is `owner/name` or a name alone; `:revision` and any other name is one part of the path; `*path` is the rest.
 */
export interface Route {
  /** A route for GET answers HEAD too. */
  readonly method: string
  readonly pattern: string
  /** Where it is asked; default the Hub itself. */
  readonly host?: SeenRequest['host'] | undefined
  readonly handle: (request: HubRequest) => HubAnswer | Promise<HubAnswer>
}

const parts: Readonly<Record<string, string>> = {
  ':types': '(?<types>models|datasets|spaces)',
  spaces: '(?<types>spaces)',
  ':id': '(?<id>[^/]+(?:/[^/]+)?)',
  ':revision': '(?<revision>refs/(?:pr|convert)/[^/]+|[^/]+)',
}

const partOf = (part: string): string => {
  const special = parts[part]
  if (special !== undefined) return `/${special}`
  if (part === ':kind?') return '(?:/(?<kind>datasets|spaces))?'
  if (part.startsWith('*')) return `/(?<${part.slice(1)}>.+)`
  if (part.startsWith(':')) return `/(?<${part.slice(1)}>[^/]+)`
  return `/${part.replaceAll('.', '\\.')}`
}

const expressionOf = (pattern: string): RegExp => new RegExp(`^${pattern.split('/').slice(1).map(partOf).join('')}/?$`)

interface Match {
  readonly route: Route
  readonly parameters: Readonly<Record<string, string>>
}

/** Asked with method, host and path, gives the first route that fits. */
export type Router = (asked: { method: string; host: SeenRequest['host']; path: string }) => Match | undefined

const decoded = (groups: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const found = Object.entries(groups).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(found.map(([name, value]) => [name, decodeURIComponent(value)]))
}

export const routerOf = (routes: readonly Route[]): Router => {
  const table = routes.map((route) => ({ route, expression: expressionOf(route.pattern) }))
  return ({ method, host, path }) => {
    const wanted = method === 'HEAD' ? 'GET' : method
    for (const { route, expression } of table) {
      if (route.method !== wanted || (route.host ?? 'hub') !== host) continue
      const groups = expression.exec(path)?.groups
      if (groups !== undefined) return { route, parameters: decoded(groups) }
      if (expression.test(path)) return { route, parameters: {} }
    }
    return undefined
  }
}
