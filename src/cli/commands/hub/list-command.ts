import { Option, type Command } from 'commander'
import type { Options } from '../../../core/options.ts'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { ListQuery } from '../../../hub/repos/list-query.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { count } from '../../count.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { collect, queryOf, readRaw } from './parameters.ts'

/** The options that all lists of the Hub have. */
export interface ListFlags extends HubFlags {
  readonly author?: string | undefined
  /** As `hf` has it; words say the same. */
  readonly search?: string | undefined
  readonly filter?: readonly string[] | undefined
  readonly sort?: string | undefined
  readonly limit: string
  readonly gated?: boolean | undefined
  readonly raw?: readonly string[] | undefined
  readonly json?: boolean | undefined
}

/** What the repos of one type are called, the options they alone have, how they are listed, and what is shown of each. */
interface Kind<Info, Flags extends ListFlags> {
  readonly group: string
  readonly example: string
  readonly options: (command: Command) => Command
  readonly list: (hub: HubClient, query: ListQuery, flags: Flags, options: Options) => AsyncIterable<Info>
  readonly columns: readonly Column<Info>[]
}

/** Rows of a list unless the user says otherwise. */
const usualLimit = '30'

/** What the words and options ask for. */
const queryFrom = (words: readonly string[], flags: ListFlags): ListQuery => ({
  search: [...words, ...(flags.search === undefined ? [] : [flags.search])].join(' ') || undefined,
  author: flags.author,
  filter: flags.filter,
  sort: flags.sort,
  limit: count(flags.limit, '--limit'),
  gated: flags.gated,
  more: queryOf(readRaw(flags.raw ?? [])),
})

/** The command that lists repos. */
export const listCommand =
  <Info, Flags extends ListFlags>({ group, example, options, list, columns }: Kind<Info, Flags>) =>
  (context: Context): Command =>
    hubOptions(
      options(
        newCommand(`${group} list`, `List the ${group === 'spaces' ? 'Spaces' : group} of the Hub that fit.`, context)
          .argument('[words...]', 'words of the name')
          .option('--author <name>', 'of a user or an organization')
          .option('--filter <tag>', 'with this tag, such as gguf or license:mit; again for more', collect)
          .option('--sort <property>', 'trendingScore, downloads, likes, createdAt or lastModified; the largest first')
          .option('--limit <count>', 'so many at most', usualLimit)
          .addOption(new Option('--search <words>').hideHelp())
          .option('--gated', 'only what asks for consent first')
          .addOption(new Option('--no-gated').hideHelp()),
      )
        .option('--raw <name=value>', "any other parameter of the Hub's; again for more, or JSON", collect)
        .option('--json', 'print a JSON array of what the Hub says'),
    )
      .addHelpText('after', `\nExample\n  hfn ${group} list ${example}\n`)
      .action((words: string[], flags: Flags) => {
        const query = queryFrom(words, flags)
        return withHub(context, flags, (hub, signal) =>
          writeList(context, list(hub, query, flags, { signal }), { columns, empty: 'Nothing fits.' }, flags),
        )
      })
