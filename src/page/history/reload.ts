import { fileUrl, mapFiles, type WireFile } from '../../wire/file-data.ts'
import type { Field } from '../model/field.ts'
import type { Page } from '../model/page.ts'
import type { PastRun } from './past-run.ts'

/** Files that are asked for; more are believed to be there. */
const most = 20

/** Puts the inputs and outputs of a past run back into the page; nothing runs. Files the app no longer has are left out, and said so. */
export const reload = async (page: Page, past: PastRun): Promise<void> => {
  const run = page.runs.find(({ definition }) => definition.name === past.function)
  if (run === undefined || run.busy) return
  const gone = await goneFiles(page, [past.inputs, past.outputs])
  if (run.busy) return
  const put = (fields: readonly (Field | undefined)[], values: readonly unknown[] | undefined): void => {
    for (const [index, field] of fields.entries()) {
      if (field === undefined || values?.[index] === undefined) continue
      field.fault.set(undefined)
      // Set, not entered: what is bound to a change does not run.
      field.value.set(mapFiles(values[index], (file) => (gone.has(file.path) ? null : file)))
    }
  }
  put(run.inputs, past.inputs)
  put(run.outputs, past.outputs)
  run.state.set({ phase: 'idle' })
  if (gone.size > 0) {
    const text = `The app no longer has ${gone.size === 1 ? 'a file' : `${gone.size} files`} of this run.`
    page.notices.add({ level: 'warning', title: undefined, text })
  }
}

/** Paths of those files the app says it does not have. */
const goneFiles = async ({ address }: Page, values: unknown): Promise<ReadonlySet<string>> => {
  const files = new Map<string, WireFile>()
  mapFiles(values, (file) => {
    if (files.size < most) files.set(file.path, file)
    return file
  })
  const gone = await Promise.all(
    Array.from(files.values(), async (file) => {
      const url = fileUrl(address.root, address.prefix, file)
      if (!url.startsWith(`${address.root}/`)) return []
      const answer = await fetch(url, { method: 'HEAD' }).catch(() => undefined)
      return answer !== undefined && (answer.status === 404 || answer.status === 403) ? [file.path] : []
    }),
  )
  return new Set(gone.flat())
}
