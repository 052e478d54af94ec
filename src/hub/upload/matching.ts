import { HfnError } from '../../core/error.ts'
import { recordOf } from '../../core/record.ts'
import type { HubClient } from '../client/contract.ts'
import { repoName } from '../reference.ts'
import { apiRoute, encoded } from '../route.ts'
import { listOf, type Target } from './contract.ts'
import { fitting } from './gather.ts'

/** Files that one commit deletes; the Hub itself asks for no more in a repo (its page "Repository limitations"). */
const most = 100_000

const tooMany = ({ repo }: Target): HfnError =>
  new HfnError('TOO_LARGE', `More than ${most} files of ${repoName(repo)} fit`, {
    hint: 'Delete fewer at a time, with a narrower pattern.',
  })

/** Where the files are listed. */
export interface Listing {
  readonly hub: HubClient
  readonly target: Target
  readonly signal: AbortSignal
}

/** The files of the repo below a folder that the patterns fit; the one that says which files are large stays. */
export const matching = async (
  { hub, target, signal }: Listing,
  patterns: string | readonly string[] | undefined,
  prefix: string,
): Promise<readonly string[]> => {
  if (listOf(patterns).length === 0) return []
  const { repo, revision, head } = target
  const fits = fitting(patterns)
  const path = apiRoute(repo, 'tree', encoded(head ?? revision))
  const found: string[] = []
  for await (const entry of hub.items({ path, query: { recursive: true }, about: repoName(repo), signal })) {
    const { type, path: name } = recordOf(entry)
    if (type !== 'file' || typeof name !== 'string' || !name.startsWith(prefix) || name === '.gitattributes') continue
    if (fits(name.slice(prefix.length))) found.push(name)
    if (found.length > most) throw tooMany(target)
  }
  return found
}
