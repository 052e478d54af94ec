import type { Command } from 'commander'
import type { Space, SpaceRuntime } from '../../../hub/spaces/contract.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeJson } from '../../render/table.ts'

export interface SpaceFlags extends HubFlags {
  readonly json?: boolean | undefined
}

/** A command of `hfn spaces` about one Space. */
export const spaceCommand = (name: string, description: string, context: Context): Command =>
  hubOptions(newCommand(`spaces ${name}`, description, context)).argument('<space>', 'owner/name')

/** Works with one Space of the Hub of HF_ENDPOINT. */
export const withSpace = <Result>(
  context: Context,
  name: string,
  flags: HubFlags,
  work: (space: Space, signal: AbortSignal) => Promise<Result>,
): Promise<Result> =>
  withHub(context, flags, async (hub, signal) => {
    const { space } = await import('../../../hub/spaces/space.ts')
    return work(space(hub, name), signal)
  })

/** Prints how a Space stands: its name, stage and hardware, or all as JSON. */
export const writeRuntime = async (
  context: Context,
  { id }: Space,
  runtime: SpaceRuntime,
  { json, quiet }: SpaceFlags,
): Promise<void> => {
  if (json) return writeJson(context, { id, ...runtime })
  if (quiet) return
  const { stage, hardware, requestedHardware } = runtime
  await context.out.write(`${[id, stage, hardware ?? requestedHardware ?? ''].join('  ').trimEnd()}\n`)
}
