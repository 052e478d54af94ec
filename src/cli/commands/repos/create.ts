import type { Command } from 'commander'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOf, repoOptions, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags {
  readonly private?: boolean | undefined
  readonly existOk?: boolean | undefined
  readonly sdk?: string | undefined
}

export const createCommand = (context: Context): Command =>
  repoOptions(newCommand('repos create', 'Make a repo and print its address.', context))
    .argument('<repo>', 'owner/name; a name alone is yours')
    .option('--private', 'only you, or its organization, may see it')
    .option('--exist-ok', 'a repo that is there already is no error')
    .option('--sdk <sdk>', 'what a Space runs on: gradio, docker or static')
    .addHelpText(
      'after',
      '\nExamples\n  hfn repos create my-model --private\n  hfn repos create spaces/me/app --sdk gradio\n',
    )
    .action((name: string, flags: Flags) => create(context, name, flags))

const create = (context: Context, name: string, flags: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { createRepo } = await import('../../../hub/repos/create.ts')
    const repo = repoOf(name, flags)
    const { sdk, existOk } = flags
    const url = await createRepo(hub, repo, { private: flags.private, sdk, existOk, signal })
    await say(context, flags, url, { url })
  })
