import type { Command } from 'commander'
import type { Options } from '../../../core/options.ts'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { Endpoint } from '../../../hub/endpoints/contract.ts'
import { pauseEndpoint, resumeEndpoint, scaleEndpointToZero } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { ready, untilReady, waitOptions, type WaitFlags } from './ready.ts'
import { tell, type Shown } from './tell.ts'

/** Something that is done to an endpoint by its name alone. */
interface Act {
  readonly name: string
  readonly description: string
  readonly act: (hub: HubClient, name: string, options: Options) => Promise<Endpoint>
  /** Whether there is something to wait for. */
  readonly starts?: boolean | undefined
}

const actCommand =
  ({ name, description, act, starts }: Act) =>
  (context: Context): Command => {
    const command = newCommand(`endpoints ${name}`, description, context).argument('<name>', 'name or namespace/name')
    return hubOptions((starts ? waitOptions(command) : command).option('--json', 'print all the service says')).action(
      (endpoint: string, flags: HubFlags & Shown & WaitFlags) =>
        withHub(context, untilReady(flags), async (hub, signal) => {
          const now = await act(hub, endpoint, { signal })
          await tell(context, await ready(context, hub, now, { ...flags, signal }), flags)
        }),
    )
  }

export const pauseCommand = actCommand({
  name: 'pause',
  description: 'Stop an endpoint until it is resumed. It costs nothing meanwhile.',
  act: pauseEndpoint,
})

export const resumeCommand = actCommand({
  name: 'resume',
  description: 'Start an endpoint again; one that runs is left alone.',
  act: resumeEndpoint,
  starts: true,
})

export const scaleToZeroCommand = actCommand({
  name: 'scale-to-zero',
  description: 'Stop an endpoint until the next request to it. It costs nothing meanwhile.',
  act: scaleEndpointToZero,
})
