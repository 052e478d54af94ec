import { HfnError } from '../../../core/error.ts'
import { Option, type Command } from 'commander'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { byteText } from '../../../core/byte-text.ts'

interface Flags extends HubFlags {
  readonly json?: boolean | undefined
  readonly type?: string | undefined
  readonly repoType?: string | undefined
}

const types = ['model', 'dataset', 'space']

export const listCommand = (context: Context): Command =>
  hubOptions(newCommand('repos list', 'List your repos of every type, or those of an organization.', context))
    .argument('[organization]', 'default: yourself')
    .addOption(new Option('--type <type>', 'only of this type').choices(types))
    .addOption(new Option('--repo-type <type>').choices(types).hideHelp())
    .option('--json', 'print a JSON array of what the Hub says')
    .action((organization: string | undefined, flags: Flags) => list(context, organization, flags))

type Listed = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const columnsOf = ({ out }: Context): readonly Column<Listed>[] => [
  { title: 'ID', cell: ({ id }) => text(id) },
  { title: 'TYPE', cell: ({ type }) => text(type) },
  { title: 'VISIBILITY', cell: ({ visibility }) => text(visibility) },
  {
    title: 'SIZE',
    cell: ({ storage }) => (out.isTerminal && typeof storage === 'number' ? byteText(storage) : text(storage)),
    right: true,
  },
]

async function* listed(items: AsyncIterable<unknown>, fits: (item: Listed) => boolean): AsyncGenerator<Listed> {
  for await (const item of items) if (typeof item === 'object' && item !== null && fits({ ...item })) yield { ...item }
}

const list = async (context: Context, organization: string | undefined, flags: Flags): Promise<void> => {
  if (organization !== undefined && !/^[\w-][\w.-]*$/.test(organization))
    throw new HfnError('BAD_USAGE', `${JSON.stringify(organization)} is no name of an organization`)
  const owner = organization === undefined ? '' : `/organizations/${organization}`
  const wanted = flags.type ?? flags.repoType
  await withHub(context, flags, async (hub, signal) => {
    const items = hub.items({ path: `/api${owner}/settings/repositories`, about: 'list of your repos', signal })
    const fit = ({ type }: Listed): boolean => wanted === undefined || type === wanted
    const look = { columns: columnsOf(context), empty: 'There is none: hfn repos create --help' }
    await writeList(context, listed(items, fit), look, flags)
  })
}
