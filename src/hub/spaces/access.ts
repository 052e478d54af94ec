import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import type { Reachable } from '../../core/reachable.ts'
import { recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { encoded } from '../route.ts'
import type { SpaceInfo } from './contract.ts'
import { mayHaveToken } from './host.ts'
import { spaceInfo } from './info.ts'
import { idOf } from './read-space.ts'
import { subdomainOf } from './name.ts'

/** ZeroGPU counts the seconds of its visitors' quotas (huggingface_hub's SpaceHardware: zero-a10g). */
const countsQuota = ({ hardware, requestedHardware }: SpaceInfo): boolean =>
  [hardware, requestedHardware].some((flavor) => flavor?.startsWith('zero-'))

/**
 * The token a Space is sent: the user's where it is of use there, that is to one that is private or counts its visitors'
 * quotas. All others are strangers' programs, which it is no business of.
 */
export const spaceToken = async (hub: HubClient, info: SpaceInfo, host: URL): Promise<string | undefined> =>
  (info.private || countsQuota(info)) && mayHaveToken(host, hub.endpoint) ? hub.token() : undefined

/** Milliseconds to find out about a Space that can be called without, too. */
const glance = 5000

const tokenAt = async (hub: HubClient, address: URL, { signal }: Options): Promise<string | undefined> => {
  const subdomain = subdomainOf(address)
  if (subdomain === undefined || (await hub.token()) === undefined) return undefined
  const timeouts = { connect: glance, firstByte: glance, idle: glance }
  try {
    const path = `/api/spaces/by-subdomain/${encoded(subdomain)}`
    const id = idOf(recordOf(await hub.json({ path, timeouts, retry: 'never', signal }))['id'])
    return id === undefined ? undefined : await spaceToken(hub, await spaceInfo(hub, id, { signal }), address)
  } catch (error) {
    if (signal?.aborted === true) throw error
    return undefined
  }
}

/** The Hub may not tell which Space has an address: then a private one seems not to be there. */
const explain = (error: HfnError): HfnError => {
  const { status } = error.details
  if (status !== 401 && status !== 404) return error
  const hint = 'If it is a private Space, name it owner/name, or give --token.'
  return new HfnError(error.code, error.message, { ...error.details, cause: error, hint })
}

/** A Space that was named by its address, which is taken as it is; without a token where the Hub cannot say whether it needs one. */
export const spaceAt = (hub: HubClient, address: URL): Reachable => ({
  reach: async (options = {}) => {
    const token = await tokenAt(hub, address, options)
    return { url: address.href, token: token === undefined ? undefined : () => token, explain }
  },
})
