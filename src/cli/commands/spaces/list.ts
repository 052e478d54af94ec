import { listSpaces } from '../../../hub/repos/list.ts'
import type { ListedSpace } from '../../../hub/repos/types.ts'
import { readStage } from '../../../hub/spaces/read-space.ts'
import { whoami } from '../../../hub/token/whoami.ts'
import type { Column } from '../../render/table.ts'
import { listCommand, type ListFlags } from '../hub/list-command.ts'

interface Flags extends ListFlags {
  readonly mine?: boolean | undefined
}

const columns: readonly Column<ListedSpace>[] = [
  { title: 'SPACE', cell: ({ id }) => id },
  { title: 'STAGE', cell: ({ runtime }) => readStage(runtime) },
  { title: 'SDK', cell: ({ sdk }) => sdk },
  { title: 'LIKES', cell: ({ likes }) => likes, right: true },
  { title: 'CHANGED', cell: ({ lastModified }) => lastModified?.slice(0, 10) },
]

/** What the columns need: no list tells a stage that is not asked for it. */
const expand = ['author', 'createdAt', 'lastModified', 'likes', 'private', 'runtime', 'sdk', 'tags']

export const spacesListCommand = listCommand({
  group: 'spaces',
  example: '--author gradio --sort likes --limit 5',
  columns,
  options: (command) => command.option('--mine', 'your own'),
  list: async function* (hub, query, { mine }: Flags, options) {
    const author = mine ? (await whoami(hub, options)).name : query.author
    yield* listSpaces(hub, { ...query, author, expand }, options)
  },
})
