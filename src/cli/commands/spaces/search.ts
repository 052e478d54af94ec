import { Option, type Command } from 'commander'
import type { SpaceMatch } from '../../../hub/repos/search.ts'
import { readStage } from '../../../hub/spaces/read-space.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { count } from '../../count.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'

interface SearchFlags extends HubFlags {
  readonly all?: boolean | undefined
  /** As `hf` names it. */
  readonly includeNonRunning?: boolean | undefined
  readonly sdk?: string | undefined
  readonly limit: string
  readonly json?: boolean | undefined
}

export const searchCommand = (context: Context): Command =>
  hubOptions(newCommand('spaces search', 'Find Spaces by what they do, the best first.', context))
    .argument('<words...>', 'what it should do, such as: remove the background of a photo')
    .option('--all', 'also those that do not run now')
    .addOption(new Option('--include-non-running').hideHelp())
    .option('--sdk <name>', 'only gradio, docker, static or streamlit')
    .option('--limit <count>', 'so many at most', '20')
    .option('--json', 'print a JSON array')
    .addHelpText('after', '\nExample\n  hfn spaces search remove background --sdk gradio\n')
    .action((words: string[], flags: SearchFlags) => search(context, words, flags))

const columns: readonly Column<SpaceMatch>[] = [
  { title: 'SPACE', cell: ({ id }) => id },
  { title: 'STAGE', cell: ({ runtime }) => readStage(runtime) },
  { title: 'LIKES', cell: ({ likes }) => likes, right: true },
  { title: 'ABOUT', cell: ({ ai_short_description: about, title }) => about ?? title },
]

const search = (context: Context, words: readonly string[], flags: SearchFlags): Promise<void> => {
  const limit = count(flags.limit, '--limit')
  return withHub(context, flags, async (hub, signal) => {
    const { searchSpaces } = await import('../../../hub/repos/search.ts')
    const { sdk, includeNonRunning, all = includeNonRunning } = flags
    const found = await searchSpaces(hub, words.join(' '), { sdk, includeNonRunning: all, limit, signal })
    await writeList(context, found, { columns, empty: 'Nothing fits.' }, flags)
  })
}
