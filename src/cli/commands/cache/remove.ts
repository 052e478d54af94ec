import type { Command } from 'commander'
import { removeFromCache } from '../../../hub/cache/remove.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { cacheFolder, cacheOption } from './folder.ts'
import { removeAsked, type RemovalFlags } from './removal.ts'

const help = `
Examples
  hfn cache rm model/openai-community/gpt2
  hfn cache rm datasets/owner/name@main
  hfn cache rm $(hfn cache ls -q) --yes
`

export const removalOptions = (command: Command): Command =>
  cacheOption(
    localOptions(command)
      .option('--dry-run', 'only say what would go')
      .option('-y, --yes', 'do not ask')
      .option('--json', 'print what went as JSON'),
  )

export const removeCommand = (context: Context): Command =>
  removalOptions(newCommand('cache rm', 'Remove repos or revisions from the cache. The Hub still has them.', context))
    .argument('<ids...>', 'owner/name, datasets/owner/name, with @revision behind it, or the id of a commit')
    .addHelpText('after', help)
    .action((ids: string[], flags: RemovalFlags) =>
      removeAsked(context, flags, (options) => removeFromCache(cacheFolder(context, flags), ids, options)),
    )
