import type { RunControl } from '../run/run-control.ts'
import type { Changer } from './field.ts'
import type { Page } from './page.ts'

/** Milliseconds without a change before a live function runs. */
const settled = 250

/** Events that tell of values: each may be the last, so none is passed over while a run is under way. */
const changes: ReadonlySet<string> = new Set(['change', 'input'])

type Start = (trigger?: number) => void

/** Begins a run some milliseconds after the last change; changes while it is under way begin one more. */
const afterChanges = (run: RunControl, { start, pause }: { start: Start; pause: number }): Start => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again: { readonly trigger: number | undefined } | undefined
  run.state.watch(() => {
    if (again === undefined || run.busy) return
    const { trigger } = again
    again = undefined
    // The run that ends now has to be gone first.
    queueMicrotask(() => start(trigger))
  })
  return (trigger) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (run.busy) again = { trigger }
      else start(trigger)
    }, pause)
  }
}

/** Starts a function, and stops those it cancels. */
export const starter = (page: Page, run: RunControl): Start => {
  const { cancels } = run.definition
  const stopped = page.runs.filter(({ definition }) => cancels.includes(definition.index))
  return (trigger) => {
    for (const other of stopped) if (other !== run) other.stop()
    run.start(trigger)
  }
}

/** Lets events of the fields start the functions they are bound to. */
export const bindTriggers = (page: Page): void => {
  for (const run of page.runs) {
    const { targets, live, inputs } = run.definition
    const start = starter(page, run)
    const settle = afterChanges(run, { start, pause: settled })
    const follow = afterChanges(run, { start, pause: 0 })
    const bound = new Set<string>()
    const bind = (id: number, name: string, startNow: (by: Changer) => void): void => {
      if (bound.has(`${id} ${name}`)) return
      bound.add(`${id} ${name}`)
      page.fields.get(id)?.on((event, by) => {
        if (event === name) startNow(by)
      })
    }
    if (live) for (const id of inputs) bind(id, 'change', (by) => by === 'visitor' && settle())
    for (const { component, event } of targets)
      if (component !== undefined) bind(component, event, () => (changes.has(event) ? follow : start)(component))
  }
}

/** Starts the functions that run when the page comes. */
export const startLoaded = (page: Page): void => {
  for (const run of page.runs) {
    if (run.definition.targets.some(({ component, event }) => component === undefined && event === 'load')) run.start()
  }
}
