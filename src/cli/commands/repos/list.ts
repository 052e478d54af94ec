import { HfnError } from '../../../core/error.ts'
import type { Command } from 'commander'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { writeJsonList, writeTable, type Column } from '../../render/table.ts'

interface Flags extends HubFlags {
  readonly json?: boolean | undefined
}

export const listCommand = (context: Context): Command =>
  hubOptions(newCommand('repos list', 'List your repos of every type, or those of an organization.', context))
    .argument('[organization]', 'default: yourself')
    .option('--json', 'print all that the Hub says of them as one JSON array')
    .action((organization: string | undefined, flags: Flags) => list(context, organization, flags))

type Listed = Readonly<Record<string, unknown>>

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const columns: readonly Column<Listed>[] = [
  { title: 'id', cell: ({ id }) => text(id) },
  { title: 'type', cell: ({ type }) => text(type) },
  { title: 'visibility', cell: ({ visibility }) => text(visibility) },
  { title: 'MB', cell: ({ storage }) => (typeof storage === 'number' ? (storage / 1e6).toFixed(1) : ''), right: true },
]

async function* listed(items: AsyncIterable<unknown>): AsyncGenerator<Listed> {
  for await (const item of items) if (typeof item === 'object' && item !== null) yield { ...item }
}

const list = async (context: Context, organization: string | undefined, flags: Flags): Promise<void> => {
  if (organization !== undefined && !/^[\w-][\w.-]*$/.test(organization))
    throw new HfnError('BAD_USAGE', `${JSON.stringify(organization)} is no name of an organization`)
  const owner = organization === undefined ? '' : `/organizations/${organization}`
  await withHub(context, flags, async (hub, signal) => {
    const items = hub.items({ path: `/api${owner}/settings/repositories`, about: 'list of your repos', signal })
    await (flags.json ? writeJsonList(context, items) : writeTable(context, listed(items), columns))
  })
}
