import { HfnError, type ErrorCode } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { deadline } from '../../core/pause.ts'
import type { Reachable } from '../../core/reachable.ts'
import { recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { encoded } from '../route.ts'
import { spaceToken } from './access.ts'
import type { SpaceInfo } from './contract.ts'
import { spaceInfo } from './info.ts'
import { subdomainOf } from './name.ts'
import { idOf } from './read-space.ts'
import { waitAfter } from './wait.ts'

/** Milliseconds to find out about a Space that may answer without, too. */
const glance = 10_000

/** What the Hub says of the Space at an address, as far as it does; its host is that address, wherever else the Hub has it. */
const infoAt = async (hub: HubClient, address: URL, options: Options): Promise<SpaceInfo | undefined> => {
  const subdomain = subdomainOf(address)
  if (subdomain === undefined) return undefined
  const { signal } = deadline(glance, options.signal)
  try {
    const path = `/api/spaces/by-subdomain/${encoded(subdomain)}`
    const id = idOf(recordOf(await hub.json({ path, retry: 'never', signal }))['id'])
    return id === undefined ? undefined : { ...(await spaceInfo(hub, id, { signal })), host: address.origin }
  } catch (error) {
    if (options.signal?.aborted === true) throw error
    return undefined
  }
}

/** What it looks like from outside when the app of a Space is not up. */
const absences: ReadonlySet<ErrorCode> = new Set(['NOT_A_GRADIO_APP', 'UNREACHABLE', 'TIMEOUT'])

/** True for the failure to connect to an address whose Space may be asleep. */
export const mayBeAsleep = (error: unknown): error is HfnError =>
  HfnError.is(error) && (absences.has(error.code) || (error.details.status ?? 0) >= 500)

/** The Hub may not tell which Space has an address: then a private one seems not to be there. */
const explain = (error: HfnError): HfnError => {
  const { status } = error.details
  if (status !== 401 && status !== 404) return error
  const hint = 'If it is a private Space, name it owner/name, or give --token.'
  return new HfnError(error.code, error.message, { ...error.details, cause: error, hint })
}

/**
 * A Space that was named by its address, which is taken as it is: the Hub says how it stands and whether it needs the token,
 * and what it cannot say of is connected to without.
 * @param failure why the app could not be connected to; thrown when the Hub knows nothing of it either
 */
export const spaceAt = (hub: HubClient, address: URL, failure?: HfnError): Reachable => ({
  reach: async (options = {}) => {
    const info = await infoAt(hub, address, options)
    if (info === undefined) {
      if (failure !== undefined) throw explain(failure)
      return { url: address.href, explain }
    }
    await waitAfter(hub, async () => ({ info }), options)
    const token = await spaceToken(hub, info, address)
    return { url: address.href, token: token === undefined ? undefined : () => token, explain }
  },
})
