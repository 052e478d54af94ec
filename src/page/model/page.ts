import { addressOf, type Address } from '../client/address.ts'
import { Connection, type Line } from '../client/connection.ts'
import { Session } from '../client/session.ts'
import type { LayoutNode, PageConfig } from '../config.ts'
import { RunControl } from '../run/run-control.ts'
import { unattendedIn, type Unattended } from '../run/unattended.ts'
import { Cell } from '../state/cell.ts'
import { Field } from './field.ts'
import { layoutFor } from './default-layout.ts'
import { Notices } from './notices.ts'

export interface PageParts {
  readonly config: PageConfig
  /** The page's own address. */
  readonly location: string
  /** Name of this tab's session. */
  readonly session: string
}

/** The page, alive: its fields, its functions and the way to the app. */
export interface Page {
  readonly config: PageConfig
  readonly address: Address
  readonly layout: LayoutNode
  /** By component id. */
  readonly fields: ReadonlyMap<number, Field>
  /** One for each function, in their order. */
  readonly runs: readonly RunControl[]
  readonly unattended: Unattended
  readonly session: Session
  readonly notices: Notices
  readonly line: Cell<Line>
}

const fieldsOf = ({ components, functions }: PageConfig): Map<number, Field> => {
  const inputs = new Set(functions.flatMap((definition) => definition.inputs))
  const outputs = new Set(functions.flatMap((definition) => definition.outputs))
  return new Map(
    Array.from(components.values(), (component) => {
      const { id, props } = component
      const told = props['interactive']
      const interactive = typeof told === 'boolean' ? told : inputs.has(id) || !outputs.has(id)
      return [id, new Field(component, interactive)]
    }),
  )
}

/** Makes the page's model; nothing is sent yet. */
export const makePage = ({ config, location, session: hash }: PageParts): Page => {
  const address = addressOf(location, config.prefix)
  const line = new Cell<Line>('up')
  const connection = new Connection({ address, appId: config.appId, line })
  const session = new Session(hash, { address, connection })
  const fields = fieldsOf(config)
  const notices = new Notices()
  const find = (ids: readonly number[]): (Field | undefined)[] => ids.map((id) => fields.get(id))
  const runs = config.functions.map(
    (definition) =>
      new RunControl({
        definition,
        session,
        notices,
        inputs: find(definition.inputs),
        outputs: find(definition.outputs),
      }),
  )
  const layout = layoutFor(config)
  const unattended = unattendedIn({ layout, fields, runs })
  return { config, address, layout, fields, runs, unattended, session, notices, line }
}
