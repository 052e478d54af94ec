import type { LayoutNode } from '../config.ts'
import { chatIn } from '../layout/chat-in.ts'
import type { Field } from '../model/field.ts'
import type { RunControl } from './run-control.ts'

/** Runs that no button and no chat tells of, by the component they are told of at; by undefined: at the head of the page. */
export type Unattended = ReadonlyMap<number | undefined, readonly RunControl[]>

/** What of a page says where its runs are told of. */
interface Parts {
  readonly layout: LayoutNode
  /** By component id. */
  readonly fields: ReadonlyMap<number, Field>
  readonly runs: readonly RunControl[]
}

const isSeen = ({ fields }: Parts, id: number | undefined): boolean => {
  const field = id === undefined ? undefined : fields.get(id)
  return field !== undefined && field.type !== 'state' && field.props.value['visible'] !== false
}

/** The function a button tells of: the first that a click on it starts. */
const byButtons = (parts: Parts): (RunControl | undefined)[] =>
  [...parts.fields.values()]
    .filter(({ id, type }) => /^(?:clear)?button$/.test(type) && isSeen(parts, id))
    .map(({ id }) => runOfButton(parts, id))

export const runOfButton = ({ runs }: Pick<Parts, 'runs'>, id: number): RunControl | undefined =>
  runs.find(({ definition: { targets } }) =>
    targets.some(({ component, event }) => component === id && event === 'click'),
  )

/** Chats are the page itself, or tabs of it. */
const byChats = (parts: Parts): (RunControl | undefined)[] => {
  const tabsIn = (node: LayoutNode): LayoutNode[] => [
    ...(parts.fields.get(node.id)?.type === 'tabs' ? node.children : []),
    ...node.children.flatMap(tabsIn),
  ]
  return [parts.layout, ...tabsIn(parts.layout)].map((node) => chatIn(parts, node))
}

/** A run is told of at the first thing it writes; where that is nothing, at what started it. */
const placeOf = (parts: Parts, { definition: { outputs, targets } }: RunControl): number | undefined =>
  [...outputs, ...targets.map(({ component }) => component)].find((id) => isSeen(parts, id))

/** Where runs are told of that have no place of their own, such as those a change of a value starts. */
export const unattendedIn = (parts: Parts): Unattended => {
  const attended = new Set([...byButtons(parts), ...byChats(parts)])
  const places = new Map<number | undefined, RunControl[]>()
  for (const run of parts.runs) {
    if (attended.has(run)) continue
    const place = placeOf(parts, run)
    places.set(place, [...(places.get(place) ?? []), run])
  }
  return places
}
