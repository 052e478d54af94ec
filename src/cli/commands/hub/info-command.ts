import type { Command } from 'commander'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { InfoOptions } from '../../../hub/repos/info.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeFacts, writeJson } from '../../render/table.ts'
import type { Fact } from './facts.ts'
import { collect } from './parameters.ts'

/** What a repo of one type is called, how it is asked for, and what is shown of it. */
interface Kind<Info> {
  readonly group: string
  readonly one: string
  readonly example: string
  readonly info: (hub: HubClient, id: string, options: InfoOptions) => Promise<Info>
  readonly facts: (info: Info) => readonly Fact[]
}

interface Flags extends HubFlags {
  readonly revision?: string | undefined
  readonly expand?: readonly string[] | undefined
  readonly json?: boolean | undefined
}

/** The command that shows one repo. */
export const infoCommand =
  <Info>({ group, one, example, info, facts }: Kind<Info>) =>
  (context: Context): Command =>
    hubOptions(
      newCommand(`${group} info`, `Show what the Hub says of a ${one}.`, context)
        .argument('<id>', 'owner/name, or the address of its page')
        .option('--revision <name>', 'branch, tag or commit')
        .option('--expand <field>', 'only this field, such as usedStorage; again for more', collect)
        .option('--json', 'print all the Hub says'),
    )
      .addHelpText('after', `\nExample\n  hfn ${group} info ${example}\n`)
      .action((id: string, { revision, expand, json, ...flags }: Flags) =>
        withHub(context, flags, async (hub, signal) => {
          const found = await info(hub, id, { revision, expand, signal })
          return json ? writeJson(context, found) : writeFacts(context, facts(found))
        }),
      )
