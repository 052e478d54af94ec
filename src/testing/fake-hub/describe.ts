import { ownValue } from '../../wire/json.ts'
import { refuse } from './answer.ts'
import { expandable, onlyExpanded } from './expandable.ts'
import type { Hub } from './hub.ts'
import { properties, type Subject } from './properties.ts'
import type { Commit, Repo } from './repo.ts'

/** How much is said. */
interface Manner {
  /** Default the main branch's. */
  readonly commit?: Commit | undefined
  readonly blobs?: boolean | undefined
  /** Names of what is said; all that is not expensive when left out. */
  readonly names?: readonly string[] | undefined
}

const usual = ({ about }: Repo): readonly string[] =>
  [...Object.keys(properties), ...Object.keys(about.more ?? {})].filter((name) => !onlyExpanded.has(name))

/** What the Hub says of a repo. */
export const describe = async (hub: Hub, repo: Repo, manner: Manner): Promise<object> => {
  const { commit = repo.find('main'), blobs = false, names = usual(repo) } = manner
  if (commit === undefined) throw refuse(404, 'Invalid rev id: main', { code: 'RevisionNotFound' })
  const subject: Subject = { hub, repo, commit, blobs }
  const entries = [...new Set(['_id', 'id', 'modelId', ...names])].map(async (name): Promise<[string, unknown]> => {
    const own = ownValue(repo.about.more, name)
    return [name, own ?? (await properties[name]?.(subject))]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** The names a request asks for with `expand`; undefined when it does not. */
export const expanded = (type: Repo['type'], asked: readonly string[]): readonly string[] | undefined => {
  const known = expandable[type]
  if (!asked.every((name) => known.includes(name))) throw refuse(400, `"expand" must be one of [${known.join(', ')}]`)
  return asked.length === 0 ? undefined : asked
}
