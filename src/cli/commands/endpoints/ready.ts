import type { Command } from 'commander'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { Endpoint } from '../../../hub/endpoints/contract.ts'
import { nameOf } from '../../../hub/endpoints/states.ts'
import { waitForEndpoint } from '../../../hub/endpoints/wait.ts'
import type { Context } from '../../context.ts'
import { teller } from './tell.ts'

export interface WaitFlags {
  readonly wait?: boolean | undefined
  readonly timeout?: string | undefined
  readonly quiet?: boolean | undefined
}

export const waitOptions = (command: Command): Command =>
  command.option('--wait', 'wait until it is ready; at most 30 minutes, or --timeout')

/** The endpoint as it is, or with `--wait` as it is once it is ready. */
export const ready = async (
  context: Context,
  hub: HubClient,
  endpoint: Endpoint,
  { wait, timeout, quiet, signal }: WaitFlags & { readonly signal: AbortSignal },
): Promise<Endpoint> => {
  if (!wait) return endpoint
  const onState = teller(context, quiet)
  return waitForEndpoint(hub, nameOf(endpoint), { timeout: timeout === undefined ? undefined : 0, onState, signal })
}
