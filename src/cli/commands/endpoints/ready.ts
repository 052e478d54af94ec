import type { Command } from 'commander'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { Endpoint } from '../../../hub/endpoints/contract.ts'
import { nameOf } from '../../../hub/endpoints/states.ts'
import { waitForEndpoint } from '../../../hub/endpoints/wait.ts'
import type { Context } from '../../context.ts'
import { duration } from '../../duration.ts'
import { teller } from './tell.ts'

export interface WaitFlags {
  readonly wait?: boolean | undefined
  readonly timeout?: string | undefined
  readonly quiet?: boolean | undefined
}

export const waitOptions = (command: Command): Command =>
  command.option('--wait', 'wait until it is ready; at most 30 minutes, or --timeout')

/** With `--wait`, the time given is the wait's, whose own limit says how the endpoint still stood. */
export const untilReady = <Given extends WaitFlags>(flags: Given): Given =>
  flags.wait ? { ...flags, timeout: undefined } : flags

/** The endpoint as it is, or with `--wait` as it is once it is ready. */
export const ready = async (
  context: Context,
  hub: HubClient,
  endpoint: Endpoint,
  { wait, timeout, quiet, signal }: WaitFlags & { readonly signal: AbortSignal },
): Promise<Endpoint> => {
  if (!wait) return endpoint
  const limit = timeout === undefined ? undefined : duration(timeout, '--timeout')
  return waitForEndpoint(hub, nameOf(endpoint), { timeout: limit, onState: teller(context, quiet), signal })
}
