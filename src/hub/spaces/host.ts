import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import { namedAddress } from '../address.ts'
import type { HubClient } from '../client/contract.ts'
import type { SpaceInfo } from './contract.ts'
import { spaceRequest } from './info.ts'
import { subdomainOf } from './name.ts'

const publicHub = 'https://huggingface.co'

/** True where a Space of this Hub may be sent its user's token: on the public Hub at its Spaces' own addresses only. */
export const mayHaveToken = (host: URL, endpoint: string): boolean =>
  endpoint !== publicHub || subdomainOf(host) !== undefined

const wrongHost = (id: string, host: string): HfnError =>
  new HfnError('BAD_ANSWER', `The Hub says that Space ${id} answers at "${oneLine(redactUrl(host), 80)}"`, {
    hint: 'That is no address to go to from this Hub; is HF_ENDPOINT right?',
  })

/** Where a Space's app answers: what its info says, else what the Hub says when it is asked for that. @throws BAD_ANSWER */
export const spaceHost = async (hub: HubClient, info: SpaceInfo, { signal }: Options = {}): Promise<URL> => {
  const { id, host } = info
  const said = host ?? lineOf(recordOf(await hub.json(spaceRequest(id, 'host', { signal })))['host']) ?? ''
  const url = namedAddress(said, hub.endpoint)
  if (url === undefined) throw wrongHost(id, said)
  return url
}
