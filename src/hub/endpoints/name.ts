import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { oneLine } from '../../core/secret.ts'
import type { HubClient } from '../client/contract.ts'

export interface EndpointName {
  readonly namespace: string
  readonly name: string
}

/** True for what may stand between two slashes of the service's routes without leading elsewhere. */
export const isName = (text: string): boolean => /^(?!\.)[\w.-]{1,100}$/.test(text)

/** What the service takes as the name of a new one (its own message). */
const fresh = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/

const wrong = (text: string, hint: string): HfnError =>
  new HfnError('BAD_ARGUMENT', `"${oneLine(text)}" is no name of an endpoint`, { hint })

/** The namespace given, else the user whose token it is. @throws LOGIN_NEEDED */
export const namespaceOf = async (
  hub: HubClient,
  given: string | undefined,
  { signal }: Options = {},
): Promise<string> => {
  if (given === undefined) return (await (await import('../token/whoami.ts')).whoami(hub, { signal })).name
  if (isName(given)) return given
  throw wrong(given, 'A namespace is the name of a user or an organization.')
}

/** `name` of one's own, or `namespace/name`. @throws BAD_ARGUMENT, LOGIN_NEEDED */
export const endpointName = async (hub: HubClient, text: string, options: Options = {}): Promise<EndpointName> => {
  const [first = '', second, ...more] = text.split('/')
  const name = second ?? first
  if (more.length > 0 || !isName(name)) throw wrong(text, 'Write name or namespace/name; see: hfn endpoints list')
  return { name, namespace: await namespaceOf(hub, second === undefined ? undefined : first, options) }
}

/** A name for an endpoint of a model, made of the model's. */
const derived = (repository: string): string =>
  repository
    .replace(/^.*\//, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '')

/** The name of a new endpoint, checked. @throws BAD_ARGUMENT */
export const newEndpointName = (given: string | undefined, repository: string): string => {
  const name = given ?? derived(repository)
  if (fresh.test(name.replace(/^[^/]*\//, ''))) return name
  throw wrong(name, 'A new name has small letters, digits and - inside, and at most 32 of them.')
}
