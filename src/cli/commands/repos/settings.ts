import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { repoName } from '../../../hub/reference.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOf, repoOptions, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags {
  readonly private?: boolean | undefined
  readonly gated?: 'auto' | 'manual' | 'false' | undefined
}

export const settingsCommand = (context: Context): Command =>
  repoOptions(newCommand('repos settings', 'Change who may see a repo, and who may have its files.', context))
    .argument('<repo>', 'owner/name')
    .option('--private', 'only you, or its organization, may see it')
    .option('--no-private', 'everybody may see it')
    .addOption(
      new Option('--gated <way>', 'who wants the files has to ask: auto lets them in, manual waits for you').choices([
        'auto',
        'manual',
        'false',
      ]),
    )
    .action((name: string, flags: Flags) => change(context, name, flags))

const change = (context: Context, name: string, flags: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { updateRepoSettings } = await import('../../../hub/repos/settings.ts')
    const repo = repoOf(name, flags)
    const { gated, private: hidden } = flags
    if (gated === undefined && hidden === undefined)
      throw new HfnError('BAD_USAGE', 'There is nothing to set', { hint: 'Give --private, --no-private or --gated.' })
    await updateRepoSettings(hub, repo, { private: hidden, gated: gated === 'false' ? false : gated }, { signal })
    await say(context, flags, `Changed ${repoName(repo)}`, { id: repo.id, type: repo.type, private: hidden, gated })
  })
