import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { repoName } from '../../../hub/reference.ts'
import { newCommand } from '../../command.ts'
import { confirm } from '../../confirm.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOf, repoOptions, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags {
  readonly yes?: boolean | undefined
  readonly missingOk?: boolean | undefined
}

export const deleteCommand = (context: Context): Command =>
  repoOptions(newCommand('repos delete', 'Delete a repo with all its history. Nobody can bring it back.', context))
    .argument('<repo>', 'owner/name')
    .option('-y, --yes', 'do not ask')
    .option('--missing-ok', 'a repo that is not there is no error')
    .action((name: string, flags: Flags) => remove(context, name, flags))

const remove = (context: Context, name: string, flags: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const repo = repoOf(name, flags)
    if (!flags.yes) await confirm(context, `Delete ${repoName(repo)} and all its history for ever?`)
    const { deleteRepo } = await import('../../../hub/repos/delete.ts')
    try {
      await deleteRepo(hub, repo, { signal })
    } catch (error) {
      if (!flags.missingOk || !HfnError.is(error) || error.code !== 'NOT_FOUND') throw error
    }
    await say(context, flags, `Deleted ${repoName(repo)}`, { deleted: repo.id, type: repo.type })
  })
