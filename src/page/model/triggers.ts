import type { RunControl } from '../run/run-control.ts'
import type { Changer } from './field.ts'
import type { Page } from './page.ts'

/** Milliseconds without a change before a live function runs. */
const settled = 250

/** Runs a function some time after the last change; changes while it runs make it run once more. */
const liveStart = (run: RunControl): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  let again = false
  run.state.watch(() => {
    if (!again || run.busy) return
    again = false
    // The run that ends now has to be gone first.
    queueMicrotask(() => run.start())
  })
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (run.busy) again = true
      else run.start()
    }, settled)
  }
}

/** Starts a function, and stops those it cancels. */
export const starter = (page: Page, run: RunControl): ((trigger?: number) => void) => {
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
    const soon = liveStart(run)
    const bound = new Set<string>()
    const bind = (id: number, name: string, startNow: (by: Changer) => void): void => {
      if (bound.has(`${id} ${name}`)) return
      bound.add(`${id} ${name}`)
      page.fields.get(id)?.on((event, by) => {
        if (event === name) startNow(by)
      })
    }
    if (live) for (const id of inputs) bind(id, 'change', (by) => by === 'visitor' && soon())
    for (const { component, event } of targets)
      if (component !== undefined) bind(component, event, () => start(component))
  }
}

/** Starts the functions that run when the page comes. */
export const startLoaded = (page: Page): void => {
  for (const run of page.runs) {
    if (run.definition.targets.some(({ component, event }) => component === undefined && event === 'load')) run.start()
  }
}
