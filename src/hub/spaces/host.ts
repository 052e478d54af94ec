import { HfnError } from '../../core/error.ts'
import type { Options } from '../../core/options.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import type { HubClient } from '../client/contract.ts'
import type { SpaceInfo } from './contract.ts'
import { spaceRequest } from './info.ts'
import { subdomainOf } from './name.ts'
import { recordOf } from '../../core/record.ts'
import { textOf } from './read-space.ts'

const publicHub = 'https://huggingface.co'

/** True where a Space of this Hub may be sent its user's token: on the public Hub at its Spaces' own addresses only. */
export const mayHaveToken = (host: URL, endpoint: string): boolean =>
  endpoint !== publicHub || subdomainOf(host) !== undefined

const wrongHost = (id: string, host: string): HfnError =>
  new HfnError('BAD_ANSWER', `The Hub says that Space ${id} answers at "${oneLine(redactUrl(host), 80)}"`, {
    hint: 'That is no address to go to from this Hub; is HF_ENDPOINT right?',
  })

/** Reads where a Space answers; encrypted where the Hub is. @throws BAD_ANSWER */
const readHost = (host: string, id: string, endpoint: string): URL => {
  const url = URL.canParse(host) ? new URL(host) : undefined
  const plain = url?.protocol === 'http:' && endpoint.startsWith('http:')
  if (url === undefined || url.username !== '' || url.password !== '' || !(plain || url.protocol === 'https:'))
    throw wrongHost(id, host)
  return url
}

/** Where a Space's app answers: what its info says, else what the Hub says when it is asked for that. @throws BAD_ANSWER */
export const spaceHost = async (hub: HubClient, info: SpaceInfo, { signal }: Options = {}): Promise<URL> => {
  const { id, host } = info
  const said = host ?? textOf(recordOf(await hub.json(spaceRequest(id, 'host', { signal })))['host'])
  return readHost(said ?? '', id, hub.endpoint)
}
