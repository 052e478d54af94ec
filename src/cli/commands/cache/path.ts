import type { Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import { cached } from '../../../hub/cache/lookup.ts'
import { readRepo } from '../../../hub/reference.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { cacheFolder, cacheOption, repoOptions, type CacheFlags, type TypeFlags } from './folder.ts'

type Flags = CacheFlags & TypeFlags

export const pathCommand = (context: Context): Command =>
  repoOptions(
    cacheOption(
      localOptions(
        newCommand(
          'cache path',
          'Print where the cache is, or where it has the files of a repo. Nothing is asked of the Hub.',
          context,
        ),
      )
        .argument('[repo]', 'owner/name, datasets/owner/name, with @revision behind it')
        .argument('[file]', 'a file in it'),
    ),
  ).action((repo: string | undefined, file: string | undefined, flags: Flags) => path(context, repo, file, flags))

const path = async (
  context: Context,
  repo: string | undefined,
  file: string | undefined,
  flags: Flags,
): Promise<void> => {
  const cache = cacheFolder(context, flags)
  if (repo === undefined) return context.out.write(`${cache}\n`)
  const { path: inner, ...place } = readRepo(repo, flags.type ?? flags.repoType)
  const found = await cached(place, file ?? inner, { cache, revision: flags.revision, env: context.env })
  if (found !== undefined) return context.out.write(`${found}\n`)
  const what = file ?? inner ?? 'all files'
  throw new HfnError('NOT_FOUND', `The cache does not have ${what} of ${place.type} ${place.id}`, {
    hint: `Download it: hfn download ${repo}${file === undefined ? '' : ` ${file}`}`,
  })
}
