import type { Command } from 'commander'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOf, repoOptions, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

export const moveCommand = (context: Context): Command =>
  repoOptions(
    newCommand('repos move', 'Rename a repo, or give it to another owner; its old name leads to the new one.', context),
  )
    .argument('<repo>', 'owner/name')
    .argument('<name>', 'its new owner/name')
    .action((from: string, to: string, flags: RepoFlags) => move(context, from, to, flags))

const move = (context: Context, from: string, to: string, flags: RepoFlags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { moveRepo } = await import('../../../hub/repos/move.ts')
    const repo = repoOf(from, flags)
    await moveRepo(hub, repo, to, { signal })
    await say(context, flags, `${repo.id} is ${to} now`, { from: repo.id, to, type: repo.type })
  })
