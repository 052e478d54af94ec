import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import { readRepo } from '../reference.ts'
import type { Endpoint, EndpointPlan, EndpointSettings, Hardware, NamespaceOptions } from './contract.ts'
import { endpointName, namespaceOf, newEndpointName, type EndpointName } from './name.ts'
import { createPayload, updatePayload } from './payload.ts'
import { readEndpoint, readEndpoints, readHardware } from './read-endpoint.ts'

type Sent = Pick<HubRequest, 'method' | 'json' | 'signal'>

const requestFor = ({ endpointsUrl }: HubClient, { namespace, name }: EndpointName, more: Sent): HubRequest => ({
  ...more,
  path: `${endpointsUrl}/endpoint/${namespace}/${name}`,
  about: `endpoint ${namespace}/${name}`,
})

const ask = async (hub: HubClient, text: string, sent: Sent, action = ''): Promise<Endpoint> => {
  const name = await endpointName(hub, text, sent)
  const request = requestFor(hub, name, sent)
  return readEndpoint(await hub.json({ ...request, path: `${request.path}${action}` }), name.namespace)
}

/** The dedicated endpoints of a user or an organization. @throws LOGIN_NEEDED, FORBIDDEN */
export const listEndpoints = async (hub: HubClient, options: NamespaceOptions = {}): Promise<readonly Endpoint[]> => {
  const namespace = await namespaceOf(hub, options.namespace, options)
  const path = `${hub.endpointsUrl}/endpoint/${namespace}`
  return readEndpoints(await hub.json({ path, about: `endpoints of ${namespace}`, signal: options.signal }), namespace)
}

/** How an endpoint stands. @param name `name`, or `namespace/name`. @throws NOT_FOUND, LOGIN_NEEDED, FORBIDDEN */
export const endpointInfo = async (hub: HubClient, name: string, { signal }: Options = {}): Promise<Endpoint> =>
  ask(hub, name, { signal })

/** Makes an endpoint and starts it, which costs money as long as it runs. @throws BAD_ARGUMENT, EXISTS, LOGIN_NEEDED, FORBIDDEN */
export const createEndpoint = async (hub: HubClient, plan: EndpointPlan, options: Options = {}): Promise<Endpoint> => {
  const text = newEndpointName(plan.name, readRepo(plan.model).id)
  const json = createPayload(plan, text.replace(/^.*\//, ''))
  const { namespace, name } = await endpointName(hub, text, options)
  const { signal } = options
  const path = `${hub.endpointsUrl}/endpoint/${namespace}`
  return readEndpoint(await hub.json({ path, json, about: `endpoint ${namespace}/${name}`, signal }), namespace)
}

/** Changes what is given and leaves the rest. @throws BAD_ARGUMENT, NOT_FOUND, LOGIN_NEEDED, FORBIDDEN */
export const updateEndpoint = async (
  hub: HubClient,
  name: string,
  change: EndpointSettings,
  { signal }: Options = {},
): Promise<Endpoint> => ask(hub, name, { method: 'PUT', json: updatePayload(change), signal })

/** Deletes it for good. */
export const deleteEndpoint = async (hub: HubClient, name: string, { signal }: Options = {}): Promise<void> => {
  const found = await endpointName(hub, name, { signal })
  await (await hub.ask(requestFor(hub, found, { method: 'DELETE', signal }))).discard()
}

/** Stops it until it is resumed; it costs nothing meanwhile. */
export const pauseEndpoint = async (hub: HubClient, name: string, { signal }: Options = {}): Promise<Endpoint> =>
  ask(hub, name, { method: 'POST', signal }, '/pause')

/** Stops it until the next request. */
export const scaleEndpointToZero = async (hub: HubClient, name: string, { signal }: Options = {}): Promise<Endpoint> =>
  ask(hub, name, { method: 'POST', signal }, '/scale-to-zero')

/** Starts it again; one that runs is left alone. */
export const resumeEndpoint = async (hub: HubClient, name: string, { signal }: Options = {}): Promise<Endpoint> => {
  try {
    return await ask(hub, name, { method: 'POST', signal }, '/resume')
  } catch (error) {
    const runs = HfnError.is(error) && error.details.status === 400 && /already running/i.test(error.message)
    if (!runs) throw error
    return endpointInfo(hub, name, { signal })
  }
}

/** What endpoints can run on. */
export const endpointHardware = async (
  hub: HubClient,
  options: NamespaceOptions = {},
): Promise<readonly Hardware[]> => {
  const namespace = await namespaceOf(hub, options.namespace, options)
  const path = `${hub.endpointsUrl}/provider/${namespace}`
  return readHardware(await hub.json({ path, about: `hardware for ${namespace}`, signal: options.signal }))
}
