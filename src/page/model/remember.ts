import { isObject, listOf, numberOf, textOf, type JsonObject } from '../../wire/json.ts'
import type { Field } from './field.ts'
import type { Page } from './page.ts'

/** Characters all inputs of a page may have together; beyond, none is kept. */
const most = 1_000_000

const keyOf = (): string => `hfn-inputs ${location.pathname}`

/** The same component after the app was changed a little: its place may be another's by then. */
const nameOf = ({ id, type, props }: Field): string => `${id} ${type} ${textOf(props.value['label']) ?? ''}`

const inputsOf = ({ fields }: Page): Field[] =>
  [...fields.values()].filter(
    ({ interactive, type, secret }) => interactive && !secret && type !== 'button' && type !== 'state',
  )

/** Keeps the inputs, and which runs are under way, for the next load of this page in this tab. */
const save = (page: Page): void => {
  const inputs = Object.fromEntries(inputsOf(page).map((field) => [nameOf(field), field.value.value]))
  const runs = page.runs.flatMap(({ definition: { index }, eventId: { value: id } }) =>
    id === undefined ? [] : [{ index, id }],
  )
  const text = JSON.stringify({ app: page.config.appId, session: page.session.hash, inputs, runs })
  try {
    if (text.length > most) sessionStorage.removeItem(keyOf())
    else sessionStorage.setItem(keyOf(), text)
  } catch {
    // Then they begin anew.
  }
}

const saved = (): JsonObject => {
  try {
    const json: unknown = JSON.parse(sessionStorage.getItem(keyOf()) ?? 'null')
    return isObject(json) ? json : {}
  } catch {
    return {}
  }
}

/** Puts back what the load before kept, and takes up the runs that are still under way. */
export const restore = (page: Page): void => {
  const { app, session, inputs, runs } = saved()
  if (isObject(inputs)) {
    for (const field of inputsOf(page)) {
      const name = nameOf(field)
      if (Object.hasOwn(inputs, name)) field.value.set(inputs[name])
    }
  }
  if (app !== page.config.appId || session !== page.session.hash) return
  for (const run of listOf(runs).filter(isObject)) {
    const control = page.runs.find(({ definition }) => definition.index === numberOf(run['index']))
    const id = textOf(run['id'])
    if (id !== undefined) control?.resume(id)
  }
}

/** Keeps inputs when the page goes, and loads the page anew when the app was. */
export const remember = (page: Page): void => {
  addEventListener('pagehide', () => save(page))
  page.line.watch(() => {
    if (page.line.value === 'rebuilt') location.reload()
  })
}
