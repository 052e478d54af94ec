import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
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

/** The folder of the cache that is meant. */
export const cacheFolder = ({ env, cwd }: Context, { cacheDir }: CacheFlags): string =>
  cacheDir === undefined ? placesOf(env).cache : resolve(cwd, cacheDir)

export interface TypeFlags {
  readonly type?: RepoType | undefined
  readonly repoType?: RepoType | undefined
  readonly revision?: string | undefined
}

const types = ['model', 'dataset', 'space']

/** What a repo is, and which revision of it. */
export const repoOptions = (command: Command): Command =>
  command
    .option('--revision <name>', 'branch, tag or commit; default main')
    .addOption(new Option('--type <type>', 'what a bare owner/name is; default model').choices(types))
    .addOption(new Option('--repo-type <type>').choices(types).hideHelp())
