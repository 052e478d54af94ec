import { copyText } from '../markdown/copy-text.ts'
import type { Page } from '../model/page.ts'
import type { RunControl } from '../run/run-control.ts'
import { isFitting, withoutFiles } from './fitting.ts'
import { readFragment, writeFragment, type Shared } from './fragment.ts'

const nameOf = ({ definition: { parameters } }: RunControl, index: number): string => parameters[index] ?? String(index)

/** Copies the address of the page with the inputs in its fragment; gives what to tell the visitor. */
export const copyLink = async ({ address }: Page, run: RunControl): Promise<string> => {
  const inputs: Record<string, unknown> = {}
  let files = 0
  for (const [index, field] of run.inputs.entries()) {
    if (field?.secret === true) continue
    const given = withoutFiles(field?.value.value ?? null)
    files += given.files
    if (given.value !== undefined && given.value !== null) inputs[nameOf(run, index)] = given.value
  }
  const fragment = await writeFragment({ function: run.definition.name, inputs })
  if (fragment === undefined) return 'These inputs are too long for a link.'
  if (!(await copyText(`${address.root}/#${fragment}`))) return 'The link could not be copied.'
  return files === 0 ? 'Link copied.' : 'Link copied; files are not part of it.'
}

/** Fills the form with what the address holds and takes it out of the address; nothing runs. */
export const openShared = async (page: Page, fragment: string): Promise<void> => {
  const shared = await readFragment(fragment)
  const run = page.runs.find(({ definition }) => definition.name === shared?.function)
  const left = shared === undefined || run === undefined ? undefined : fill(run, shared)
  const name = run?.definition.name ?? ''
  const hasTab = [...page.fields.values()].some(({ type, props }) => type === 'tabitem' && props.value['id'] === name)
  const place = hasTab ? `#${encodeURIComponent(name)}` : location.pathname + location.search
  history.replaceState(history.state, '', place)
  dispatchEvent(new HashChangeEvent('hashchange'))
  if (left === 0) return
  const text =
    left === undefined
      ? 'This link holds no inputs of this app.'
      : 'Some inputs of this link do not fit and were left out.'
  page.notices.add({ level: 'warning', title: undefined, text })
}

/** Gives how many of the inputs do not fit. */
const fill = (run: RunControl, { inputs }: Shared): number => {
  let left = Object.keys(inputs).length
  for (const [index, field] of run.inputs.entries()) {
    const name = nameOf(run, index)
    if (field === undefined || !Object.hasOwn(inputs, name)) continue
    const { value } = withoutFiles(inputs[name])
    if (!isFitting(field, value)) continue
    field.fault.set(undefined)
    // Set, not entered: what is bound to a change does not run.
    field.value.set(value)
    left -= 1
  }
  return left
}
