import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOf, repoOptions, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags {
  readonly private?: boolean | undefined
  readonly existOk?: boolean | undefined
  readonly sdk?: string | undefined
  /** As `hf` names it. */
  readonly spaceSdk?: string | undefined
}

const sdks = ['gradio', 'docker', 'static']

export const createCommand = (context: Context): Command =>
  repoOptions(newCommand('repos create', 'Make a repo and print its address.', context))
    .argument('<repo>', 'owner/name; a name alone is yours')
    .option('--private', 'only you, or its organization, may see it')
    .option('--exist-ok', 'a repo that is there already is no error')
    .addOption(new Option('--sdk <sdk>', 'what a Space runs on').choices(sdks))
    .addOption(new Option('--space-sdk <sdk>').choices(sdks).hideHelp())
    .addHelpText(
      'after',
      '\nExamples\n  hfn repos create my-model --private\n  hfn repos create spaces/me/app --sdk gradio\n',
    )
    .action((name: string, flags: Flags) => create(context, name, flags))

const create = (context: Context, name: string, flags: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { createRepo } = await import('../../../hub/repos/create.ts')
    const repo = repoOf(name, flags)
    const { existOk, spaceSdk, sdk = spaceSdk } = flags
    if (repo.type === 'space' && sdk === undefined)
      throw new HfnError('BAD_USAGE', `A Space runs on something: --sdk is missing`, {
        hint: `Take one of ${sdks.join(', ')}.`,
      })
    const url = await createRepo(hub, repo, { private: flags.private, sdk, existOk, signal })
    await say(context, { ...flags, quiet: false }, url, { url })
  })
