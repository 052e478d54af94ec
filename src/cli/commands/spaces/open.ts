import type { Command } from 'commander'
import { spaceHost } from '../../../hub/spaces/host.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { spaceCommand, type SpaceFlags } from './space-command.ts'

interface OpenFlags extends SpaceFlags {
  readonly page?: boolean | undefined
}

export const openCommand = (context: Context): Command =>
  spaceCommand('open', "Print the address of a Space's app; no program is started.", context)
    .option('--page', 'the address of its page on the Hub instead')
    .action((name: string, flags: OpenFlags) => open(context, name, flags))

const open = (context: Context, name: string, { page, ...flags }: OpenFlags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { space } = await import('../../../hub/spaces/space.ts')
    const info = await space(hub, name).info({ signal })
    const address = page ? info.url : (await spaceHost(hub, info, { signal })).href.replace(/\/$/, '')
    await context.out.write(`${address}\n`)
  })
