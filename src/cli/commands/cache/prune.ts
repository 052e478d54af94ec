import type { Command } from 'commander'
import { pruneCache } from '../../../hub/cache/remove.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { cacheFolder } from './folder.ts'
import { removeAsked, type RemovalFlags } from './removal.ts'
import { removalOptions } from './remove.ts'

export const pruneCommand = (context: Context): Command =>
  removalOptions(
    newCommand(
      'cache prune',
      'Remove what nobody needs: revisions that no branch or tag leads to any more, and unfinished downloads.',
      context,
    ),
  ).action((flags: RemovalFlags) =>
    removeAsked(context, flags, (options) => pruneCache(cacheFolder(context, flags), options)),
  )
