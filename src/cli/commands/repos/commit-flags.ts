import { Option, type Command } from 'commander'
import type { UploadOptions } from '../../../hub/upload/contract.ts'

/** What every command that makes commits can be told. */
export interface CommitFlags {
  readonly revision?: string | undefined
  readonly message?: string | undefined
  readonly description?: string | undefined
  readonly commitMessage?: string | undefined
  readonly commitDescription?: string | undefined
  readonly createPr?: boolean | undefined
}

/** Those of `hf upload` work too. */
export const commitOptions = (command: Command): Command =>
  command
    .option('--revision <name>', 'branch; default: main')
    .option('-m, --message <text>', 'first line of the commit')
    .option('--description <text>', 'the lines below it')
    .option('--create-pr', 'open a pull request instead of changing the branch')
    .addOption(new Option('--commit-message <text>').hideHelp())
    .addOption(new Option('--commit-description <text>').hideHelp())

/** What the options say of a commit. */
export const commitOf = (flags: CommitFlags): Pick<UploadOptions, 'message' | 'description' | 'createPullRequest'> => ({
  message: flags.message ?? flags.commitMessage,
  description: flags.description ?? flags.commitDescription,
  createPullRequest: flags.createPr,
})
