import { Option, type Command } from 'commander'
import { scanCache, type CachedRepo, type CacheScan } from '../../../hub/cache/scan.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { localOptions } from '../../hub.ts'
import { note, warn } from '../../render/note.ts'
import { writeJsonList, writeTable, type Column } from '../../render/table.ts'
import { byteText } from '../../../core/byte-text.ts'
import { cacheFolder, cacheOption, type CacheFlags } from './folder.ts'

type Order = 'name' | 'size' | 'modified' | 'accessed'

interface Flags extends CacheFlags {
  readonly revisions?: boolean | undefined
  readonly sort: Order
}

export const listCommand = (context: Context): Command =>
  cacheOption(
    localOptions(
      newCommand('cache ls', 'List what was downloaded from the Hub, and what it takes on the disk.', context),
    )
      .option('--revisions', 'a line for each revision')
      .addOption(
        new Option('--sort <order>', 'largest, or youngest, first')
          .choices(['name', 'size', 'modified', 'accessed'])
          .default('name'),
      )
      .option('--json', 'print a JSON array; sizes in bytes')
      .addHelpText('after', '\nExample\n  hfn cache rm $(hfn cache ls -q)\n'),
  ).action((flags: Flags) => list(context, flags))

/** A repo, or one revision of it. */
interface Row {
  readonly id: string
  readonly type: string
  readonly repo: string
  readonly revision?: string
  /** Bytes. */
  readonly size: number
  readonly files: number
  readonly refs: readonly string[]
  readonly accessed?: string
  readonly modified: string
  readonly path: string
}

const repoRow = (repo: CachedRepo): Row => ({
  id: `${repo.type}/${repo.id}`,
  type: repo.type,
  repo: repo.id,
  size: repo.size,
  files: repo.files,
  refs: repo.revisions.flatMap(({ refs }) => refs),
  ...(repo.lastAccessed > 0 ? { accessed: new Date(repo.lastAccessed).toISOString() } : {}),
  modified: new Date(repo.lastModified).toISOString(),
  path: repo.folder,
})

const revisionRows = (repo: CachedRepo): Row[] =>
  repo.revisions.map(({ commit, size, files, refs, lastModified, folder }) => ({
    id: `${repo.type}/${repo.id}`,
    type: repo.type,
    repo: repo.id,
    revision: commit,
    size,
    files,
    refs,
    modified: new Date(lastModified).toISOString(),
    path: folder,
  }))

const later = (one = '', other = ''): number => (one < other ? 1 : one > other ? -1 : 0)

const orders: Readonly<Record<Order, (one: Row, other: Row) => number>> = {
  name: (one, other) => later(other.id, one.id),
  size: (one, other) => other.size - one.size,
  modified: (one, other) => later(one.modified, other.modified),
  accessed: (one, other) => later(one.accessed, other.accessed),
}

const columnsOf = ({ out }: Context, revisions: boolean | undefined): readonly Column<Row>[] => [
  { title: 'ID', cell: ({ id }) => id },
  ...(revisions ? [{ title: 'REVISION', cell: ({ revision }: Row) => revision }] : []),
  { title: 'SIZE', cell: ({ size }) => (out.isTerminal ? byteText(size) : size), right: true },
  { title: 'MODIFIED', cell: ({ modified }) => (out.isTerminal ? modified.slice(0, 10) : modified) },
  { title: 'REFS', cell: ({ refs }) => refs.join(' ') },
]

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

const tell = async (context: Context, { repos, size, folder }: CacheScan): Promise<void> => {
  const revisions = repos.flatMap((repo) => repo.revisions)
  const files = repos.reduce((sum, { unfinished }) => sum + unfinished.files, 0)
  const bytes = repos.reduce((sum, { unfinished }) => sum + unfinished.bytes, 0)
  const broken = revisions.reduce((sum, revision) => sum + revision.broken, 0)
  const counts = `${plural(repos.length, 'repo')}, ${plural(revisions.length, 'revision')}, ${byteText(size)}`
  await note(context, `${counts} in ${folder}`)
  if (files > 0) await note(context, `Besides, ${byteText(bytes)} of unfinished downloads: hfn cache prune`)
  if (broken > 0) await warn(context, `${plural(broken, 'file')} without content; hfn download <repo> brings them back`)
}

const list = async (context: Context, flags: Flags): Promise<void> => {
  const scan = await scanCache(cacheFolder(context, flags))
  const rows = scan.repos.flatMap((repo) => (flags.revisions ? revisionRows(repo) : [repoRow(repo)]))
  const sorted = rows.toSorted(orders[flags.sort])
  if (flags.json) return writeJsonList(context, sorted)
  if (flags.quiet) {
    const ids = sorted.map(({ id, revision }) => (revision === undefined ? id : `${id}@${revision}`))
    return context.out.write(ids.map((id) => `${id}\n`).join(''))
  }
  await writeTable(context, sorted, columnsOf(context, flags.revisions))
  await tell(context, scan)
}
