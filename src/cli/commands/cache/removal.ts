import { HfnError } from '../../../core/error.ts'
import type { RepoRemoval } from '../../../hub/cache/plan-removal.ts'
import type { Removed } from '../../../hub/cache/remove.ts'
import { confirm } from '../../confirm.ts'
import type { Context } from '../../context.ts'
import { note } from '../../render/note.ts'
import { byteText } from '../../../core/byte-text.ts'
import type { CacheFlags } from './folder.ts'

export interface RemovalFlags extends CacheFlags {
  readonly dryRun?: boolean | undefined
  readonly yes?: boolean | undefined
}

type Counts = Pick<RepoRemoval, 'revisions' | 'whole' | 'blobs' | 'unfinished'>

const parts = ({ revisions, whole, blobs, unfinished }: Counts): string =>
  [
    whole ? 'all of it' : '',
    !whole && revisions.length > 0 ? `revision ${revisions.join(', ')}` : '',
    !whole && revisions.length === 0 && blobs > 0 ? `${blobs} files that no revision shows` : '',
    unfinished > 0 ? 'unfinished downloads' : '',
  ]
    .filter(Boolean)
    .join(', ')

const linesOf = ({ repos, stored }: Removed): string[] => [
  ...repos.map((repo) => `${repo.type}/${repo.id}\t${parts(repo)}\n`),
  ...(stored > 0 ? [`${stored} contents kept for all repos, that none uses\n`] : []),
]

const jsonOf = ({ repos, stored, bytes, kept }: Removed): string => {
  const removed = repos.map(({ type, id, revisions, whole, blobs, unfinished }) => ({
    id: `${type}/${id}`,
    revisions,
    whole,
    blobs,
    unfinished,
  }))
  return `${JSON.stringify({ repos: removed, stored, bytes, kept })}\n`
}

/** Says what would go, asks, and then lets it go; `--yes` does not ask, `--dry-run` only says. */
export const removeAsked = async (
  context: Context,
  flags: RemovalFlags,
  remove: (options: { readonly dryRun: boolean }) => Promise<Removed>,
): Promise<void> => {
  const { dryRun, yes, json, quiet } = flags
  const say = async (text: string): Promise<void> => (quiet ? undefined : note(context, text))
  const plan = await remove({ dryRun: true })
  const lines = linesOf(plan)
  if (lines.length === 0 && !json) return say('There is nothing to remove.')
  if (!json && !quiet) for (const line of lines) await context.out.write(line)
  if (dryRun) return json ? context.out.write(jsonOf(plan)) : say(`${byteText(plan.bytes)} would become free.`)
  if (!yes && lines.length > 0) await confirm(context, `Remove this, ${byteText(plan.bytes)}?`)
  const removed = await remove({ dryRun: false })
  if (json) await context.out.write(jsonOf(removed))
  if (removed.kept.length > 0)
    throw new HfnError('FILE_FAILED', `${removed.kept.length} files stay, such as ${removed.kept[0]}`, {
      hint: 'Somebody has them open, or they belong to somebody else.',
    })
  await say(`${byteText(removed.bytes)} became free.`)
}
