import type { Page } from '../model/page.ts'
import type { Field } from '../model/field.ts'
import type { RunControl } from '../run/run-control.ts'
import { isBusy } from '../run/run-state.ts'
import { appName } from './app-name.ts'
import { newId } from './new-id.ts'
import { kept, pastRuns } from './past-run.ts'

type Fields = readonly (Field | undefined)[]

const valuesOf = (fields: Fields): unknown[] =>
  fields.map((field) => (field?.secret === false ? field.value.value : null))

/** Remembers every run of the page; gives what ends it. */
export const recordRuns = (page: Page): (() => void) => {
  const isChat = ({ inputs }: RunControl): boolean => inputs.some((field) => field?.type === 'chatbot')
  // A chat keeps its conversations.
  const stops = page.runs.filter((run) => !isChat(run)).map((run) => recordRun(page, run))
  return () => {
    for (const stop of stops) stop()
  }
}

const recordRun = (page: Page, run: RunControl): (() => void) => {
  let begun: { readonly time: number; readonly inputs: readonly unknown[] } | undefined
  return run.state.watch(() => {
    const { phase } = run.state.value
    if (isBusy(run.state.value)) begun ??= { time: Date.now(), inputs: valuesOf(run.inputs) }
    if (begun === undefined || (phase !== 'done' && phase !== 'failed' && phase !== 'stopped')) return
    const { time, inputs } = begun
    begun = undefined
    pastRuns(appName(page)).put({
      id: newId(),
      function: run.definition.name,
      ended: phase,
      time,
      took: Date.now() - time,
      inputs: kept(inputs),
      outputs: kept(valuesOf(run.outputs)),
    })
  })
}
