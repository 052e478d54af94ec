import { Option, type Command } from 'commander'
import type { HubClient } from '../../../hub/client/contract.ts'
import type { Repo } from '../../../hub/reference.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { groupCommand } from '../../group.ts'
import { withHub } from '../../hub.ts'
import { writeList } from '../../render/list.ts'
import type { Column } from '../../render/table.ts'
import { repoOf, repoOptions, revisedRepo, type RepoFlags } from './repo-flags.ts'
import { say } from './say.ts'

interface Flags extends RepoFlags {
  readonly revision?: string | undefined
  readonly message?: string | undefined
  readonly existOk?: boolean | undefined
}

interface Ref {
  readonly name: string
  readonly commit: string
}

/** How branches and tags differ. */
interface Kind {
  readonly word: 'branch' | 'tag'
  readonly plural: 'branches' | 'tags'
  readonly create: (
    hub: HubClient,
    repo: Repo,
    name: string,
    flags: Flags & { readonly signal: AbortSignal },
  ) => Promise<void>
  readonly delete: (
    hub: HubClient,
    repo: Repo,
    name: string,
    options: { readonly signal: AbortSignal },
  ) => Promise<void>
}

const kinds: Readonly<Record<Kind['word'], Kind>> = {
  branch: {
    word: 'branch',
    plural: 'branches',
    create: async (hub, repo, name, { existOk, signal }) =>
      (await import('../../../hub/repos/branch.ts')).createBranch(hub, repo, name, { existOk, signal }),
    delete: async (...given) => (await import('../../../hub/repos/branch.ts')).deleteBranch(...given),
  },
  tag: {
    word: 'tag',
    plural: 'tags',
    create: async (hub, repo, name, { message, existOk, signal }) =>
      (await import('../../../hub/repos/tag.ts')).createTag(hub, repo, name, { message, existOk, signal }),
    delete: async (...given) => (await import('../../../hub/repos/tag.ts')).deleteTag(...given),
  },
}

const columns: readonly Column<Ref>[] = [
  { title: 'NAME', cell: ({ name }) => name },
  { title: 'COMMIT', cell: ({ commit }) => commit },
]

const createCommand =
  ({ word, create }: Kind) =>
  (context: Context): Command => {
    const command = repoOptions(newCommand(`repos ${word} create`, `Make a ${word}.`, context))
      .argument('<repo>', 'owner/name')
      .argument('<name>', `of the ${word}`)
      .option('--revision <name>', 'branch, tag or commit where it starts; default: main')
      .option('--exist-ok', `a ${word} that is there already is no error`)
    if (word === 'tag') command.option('-m, --message <text>', 'what the tag says')
    return command.action((repo: string, name: string, flags: Flags) =>
      withHub(context, flags, async (hub, signal) => {
        const named = revisedRepo(repo, flags)
        await create(hub, named, name, { ...flags, signal })
        await say(context, flags, `Made ${word} ${name} of ${named.id}`, { id: named.id, [word]: name })
      }),
    )
  }

const deleteCommand =
  ({ word, delete: remove }: Kind) =>
  (context: Context): Command =>
    repoOptions(newCommand(`repos ${word} delete`, `Delete a ${word}.`, context))
      .argument('<repo>', 'owner/name')
      .argument('<name>', `of the ${word}`)
      .addOption(new Option('-y, --yes').hideHelp())
      .action((repo: string, name: string, flags: Flags) =>
        withHub(context, flags, async (hub, signal) => {
          const named = repoOf(repo, flags)
          await remove(hub, named, name, { signal })
          await say(context, flags, `Deleted ${word} ${name} of ${named.id}`, { id: named.id, [word]: name })
        }),
      )

const listCommand =
  ({ word, plural }: Kind) =>
  (context: Context): Command =>
    repoOptions(newCommand(`repos ${word} list`, `List the ${plural} of a repo.`, context))
      .argument('<repo>', 'owner/name')
      .action((repo: string, flags: Flags) =>
        withHub(context, flags, async (hub, signal) => {
          const { listRefs } = await import('../../../hub/repos/list-refs.ts')
          const found = (await listRefs(hub, repoOf(repo, flags), { signal }))[plural]
          await writeList(context, found, { columns, empty: `The repo has no ${plural}.` }, flags)
        }),
      )

const groupOf =
  (kind: Kind) =>
  (context: Context): Command => {
    const { word, plural } = kind
    const commands = [
      { name: 'create', usage: '<repo> <name>', summary: `Make a ${word}`, load: async () => createCommand(kind) },
      {
        name: 'delete',
        aliases: ['rm'],
        usage: '<repo> <name>',
        summary: `Delete a ${word}`,
        load: async () => deleteCommand(kind),
      },
      {
        name: 'list',
        aliases: ['ls'],
        usage: '<repo>',
        summary: `List the ${plural}`,
        load: async () => listCommand(kind),
      },
    ]
    return groupCommand(
      { name: `repos ${word}`, description: `Make, delete and list ${plural} of a repo.`, commands },
      context,
    )
  }

export const branchCommand = groupOf(kinds.branch)
export const tagCommand = groupOf(kinds.tag)
