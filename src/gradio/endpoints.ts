import type { Callable } from '../callable/callable.ts'
import { matchName, nearest } from '../callable/names.ts'
import { HfnError } from '../core/error.ts'
import type { Endpoint } from '../wire/endpoint.ts'
import { endpointFunction, type RunEndpoint } from './functions.ts'

/** The endpoints of an app as functions, by name. */
export interface EndpointTable {
  readonly functions: ReadonlyMap<string, Callable>
  /** The endpoint that fits a name, a path such as `/op1`, or an index; hidden ones only by their whole name. */
  find(name: string): Endpoint
  /** Its function. */
  callable(name: string): Callable
}

export const createEndpointTable = (
  endpoints: readonly Endpoint[],
  runEndpoint: RunEndpoint,
  { base, undocumented = false }: { readonly base: string; readonly undocumented?: boolean | undefined },
): EndpointTable => {
  const callable = endpoints.filter((endpoint) => endpoint.visibility !== 'private')
  const byName = new Map(callable.map((endpoint) => [endpoint.name, endpoint]))
  const listed = callable.filter((endpoint) => undocumented || endpoint.visibility === 'public').map(({ name }) => name)
  const made = new Map<string, Callable>()

  const functionOf = (endpoint: Endpoint): Callable => {
    const known = made.get(endpoint.name)
    if (known !== undefined) return known
    const fresh = endpointFunction(endpoint, runEndpoint)
    made.set(endpoint.name, fresh)
    return fresh
  }

  const unknown = (wanted: string): HfnError => {
    const near = nearest(wanted, listed)
    const few = listed.slice(0, 8).join(', ') + (listed.length > 8 ? ', …' : '')
    const offer =
      listed.length === 0 ? 'it offers no functions' : near === undefined ? `it has ${few}` : `did you mean ${near}?`
    return new HfnError('NO_SUCH_FUNCTION', `The app has no function ${wanted}: ${offer}`, {
      hint: `See them all: hfn info ${base}`,
    })
  }

  const find = (name: string): Endpoint => {
    const wanted = name.replace(/^\/+/, '')
    if (wanted === '') {
      const [only, ...others] = listed
      if (only === undefined || others.length > 0) throw unknown('without a name')
      return find(only)
    }
    const exact = byName.get(wanted) ?? byName.get(matchName(wanted, listed) ?? '')
    if (exact !== undefined) return exact
    const number = /^(?:fn_)?(\d+)$/.exec(wanted)?.[1]
    const byIndex = number === undefined ? undefined : callable.find(({ index }) => index === Number(number))
    if (byIndex === undefined) throw unknown(wanted)
    return byIndex
  }

  let functions: ReadonlyMap<string, Callable> | undefined
  return {
    // Filled at first use: an app may have a thousand endpoints of which one is called.
    get functions() {
      functions ??= new Map(listed.map((name) => [name, functionOf(find(name))]))
      return functions
    },
    find,
    callable: (name) => functionOf(find(name)),
  }
}
