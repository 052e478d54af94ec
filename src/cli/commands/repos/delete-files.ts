import type { Command } from 'commander'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { withHub } from '../../hub.ts'
import { repoOptions, revisedRepo, type RepoFlags } from './repo-flags.ts'
import { commitOf, commitOptions, type CommitFlags } from './commit-flags.ts'
import { say } from './say.ts'

type Flags = RepoFlags & CommitFlags

export const deleteFilesCommand = (context: Context): Command =>
  commitOptions(repoOptions(newCommand('repos delete-files', 'Delete files of a repo, in one commit.', context)))
    .argument('<repo>', 'owner/name')
    .argument('<patterns...>', 'names, patterns such as *.bin, or folders with / at their end')
    .addHelpText('after', "\nExample\n  hfn repos delete-files me/model old/ '*.bin'\n")
    .action((repo: string, patterns: string[], flags: Flags) => deleteThem(context, repo, patterns, flags))

const deleteThem = (context: Context, repo: string, patterns: readonly string[], flags: Flags): Promise<void> =>
  withHub(context, flags, async (hub, signal) => {
    const { deleteFiles } = await import('../../../hub/upload/delete-files.ts')
    const done = await deleteFiles(hub, revisedRepo(repo, flags), patterns, { ...commitOf(flags), signal })
    await say(
      context,
      flags,
      `Deleted ${done.files.length} ${done.files.length === 1 ? 'file' : 'files'}\n${done.pullRequest ?? done.url}`,
      { ...done },
    )
  })
