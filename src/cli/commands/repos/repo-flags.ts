import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { readRepo, type Repo, type RepoType } from '../../../hub/reference.ts'
import { hubOptions, type HubFlags } from '../../hub.ts'
import { typeOptions } from '../cache/folder.ts'

/** What every command that changes a repo can be told. */
export interface RepoFlags extends HubFlags {
  readonly type?: RepoType | undefined
  readonly json?: boolean | undefined
}

export const repoOptions = (command: Command): Command =>
  hubOptions(typeOptions(command).option('--json', 'print the result as JSON'))

/** The repo that the words and the options mean. @throws BAD_USAGE when they contradict each other */
export const repoOf = (text: string, flags: RepoFlags & { readonly repoType?: RepoType | undefined }): Repo => {
  const type = flags.type ?? flags.repoType
  const { path, ...repo } = readRepo(text, type)
  if (type !== undefined && repo.type !== type)
    throw new HfnError('BAD_USAGE', `${text} is a ${repo.type}, and --type says ${type}`)
  if (path === undefined) return repo
  throw new HfnError('BAD_USAGE', `${text} names a file, and a repo is wanted`, { hint: `Write ${repo.id}.` })
}

/** The repo at the revision of an option. */
export const revisedRepo = (text: string, flags: RepoFlags & { readonly revision?: string | undefined }): Repo => {
  const repo = repoOf(text, flags)
  return flags.revision === undefined ? repo : readRepo({ ...repo, revision: flags.revision })
}
