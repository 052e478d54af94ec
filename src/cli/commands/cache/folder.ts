import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { placesOf } from '../../../hub/places.ts'
import type { RepoType } from '../../../hub/reference.ts'
import type { Context } from '../../context.ts'

export interface CacheFlags {
  readonly cacheDir?: string | undefined
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
}

export const cacheOption = (command: Command): Command =>
  command.option('--cache-dir <folder>', 'another cache than that of HF_HOME')

/** The folder that an option names, undefined where it was not given. @throws BAD_USAGE for an empty name */
export const folderOf = ({ cwd }: Context, name: string | undefined, flag: string): string | undefined => {
  if (name === '') throw new HfnError('BAD_USAGE', `${flag} names no folder`, { hint: 'Write . for this one.' })
  return name === undefined ? undefined : resolve(cwd, name)
}

/** The folder of the cache that is meant. */
export const cacheFolder = (context: Context, { cacheDir }: CacheFlags): string =>
  folderOf(context, cacheDir, '--cache-dir') ?? placesOf(context.env).cache

export interface TypeFlags {
  readonly type?: RepoType | undefined
  readonly repoType?: RepoType | undefined
  readonly revision?: string | undefined
}

const types = ['model', 'dataset', 'space']

/** What a bare owner/name is; `hf` says `--repo-type`. */
export const typeOptions = (command: Command): Command =>
  command
    .addOption(new Option('--type <type>', 'what a bare owner/name is; default: model').choices(types))
    .addOption(new Option('--repo-type <type>').choices(types).hideHelp())

/** What a repo is, and which revision of it. */
export const repoOptions = (command: Command): Command =>
  typeOptions(command.option('--revision <name>', 'branch, tag or commit; default: main'))
