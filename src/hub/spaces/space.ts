import { HfnError } from '../../core/error.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'
import type { HubClient } from '../client/contract.ts'
import { readRepo } from '../reference.ts'
import type { Space } from './contract.ts'
import { pauseSpace, restartSpace, setHardware, setSleepTime } from './control.ts'
import { duplicateSpace } from './duplicate.ts'
import { spaceInfo, spaceRuntime } from './info.ts'
import { spaceLogs } from './logs.ts'
import { subdomainOf } from './name.ts'
import { reachSpace } from './reach.ts'
import { startSpace } from './start.ts'
import { spaceVariables } from './variables.ts'
import { waitForSpace } from './wait.ts'

const spaceId = (name: string): string => {
  if (URL.canParse(name) && subdomainOf(new URL(name)) !== undefined)
    throw new HfnError('BAD_ARGUMENT', `"${oneLine(redactUrl(name), 80)}" is where a Space answers, and not its name`, {
      hint: 'Write owner/name, as its page has it. To use its app, the address will do: hfn info <url>',
    })
  const { type, id } = readRepo(name, 'space')
  if (type === 'space' && id.includes('/')) return id
  throw new HfnError('BAD_ARGUMENT', `"${id}" is no name of a Space`, { hint: 'Write owner/name.' })
}

/**
 * A Space by its name, its page's address, or `spaces/owner/name`; nothing is asked before it is used.
 * @throws BAD_ARGUMENT when it is the name of something else
 */
export const space = (hub: HubClient, name: string): Space => {
  const id = spaceId(name)
  return {
    id,
    info: (options) => spaceInfo(hub, id, options),
    runtime: (options) => spaceRuntime(hub, id, options),
    wait: (options) => waitForSpace(hub, id, options),
    start: (options) => startSpace(hub, id, options),
    restart: (options) => restartSpace(hub, id, options),
    pause: (options) => pauseSpace(hub, id, options),
    sleepTime: (seconds, options) => setSleepTime(hub, id, seconds, options),
    hardware: (flavor, options) => setHardware(hub, id, flavor, options),
    secrets: spaceVariables(hub, id, 'secrets'),
    variables: spaceVariables(hub, id, 'variables'),
    logs: (options) => spaceLogs(hub, id, options),
    duplicate: async (options) => space(hub, await duplicateSpace(hub, id, options)),
    reach: (options) => reachSpace(hub, id, options),
  }
}
