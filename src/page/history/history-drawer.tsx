import { useState } from 'preact/hooks'
import { isObject, textOf } from '../../wire/json.ts'
import { readWireFile } from '../../wire/file-data.ts'
import type { Page } from '../model/page.ts'
import { seconds } from '../run/seconds.ts'
import { appName } from './app-name.ts'
import { Drawer } from './drawer.tsx'
import { pastRuns, type PastRun } from './past-run.ts'
import { reload } from './reload.ts'

interface HistoryDrawerProps {
  readonly page: Page
  readonly onClose: () => void
}

/** The last runs of this browser: put one back into the form, forget one, forget all. */
export const HistoryDrawer = ({ page, onClose }: HistoryDrawerProps) => {
  const list = pastRuns(appName(page))
  const [runs, setRuns] = useState(list.read())
  const remove = (id: string): void => {
    list.remove(id)
    setRuns(list.read())
  }
  const clear = (): void => {
    list.clear()
    setRuns([])
  }
  return (
    <Drawer title="History" onClose={onClose}>
      {runs.length === 0 ? (
        <p class="empty">Runs are kept here, in this browser only.</p>
      ) : (
        <button type="button" class="wide-button" onClick={clear}>
          Clear all
        </button>
      )}
      <ul class="entries">
        {runs.map((past) => (
          <Entry
            key={past.id}
            past={past}
            title={titleOf(page, past)}
            onLoad={() => {
              onClose()
              void reload(page, past)
            }}
            onRemove={() => remove(past.id)}
          />
        ))}
      </ul>
    </Drawer>
  )
}

interface EntryProps {
  readonly past: PastRun
  readonly title: string
  readonly onLoad: () => void
  readonly onRemove: () => void
}

const endings = { done: 'Done', failed: 'Failed', stopped: 'Stopped' } as const

const Entry = ({ past, title, onLoad, onRemove }: EntryProps) => {
  const { ended, time, took, inputs, outputs } = past
  const when = new Date(time)
  return (
    <li class="entry">
      <button type="button" class="entry-main" onClick={onLoad}>
        <span dir="auto">{title}</span>
        <small>
          <time dateTime={when.toISOString()}>{when.toLocaleString()}</time> · {endings[ended]} in{' '}
          {seconds(took / 1_000)}
          {(inputs === undefined || outputs === undefined) && ' · too large to keep whole'}
        </small>
      </button>
      <button type="button" class="quiet" aria-label={`Forget ${title}, ${when.toLocaleString()}`} onClick={onRemove}>
        ×
      </button>
    </li>
  )
}

/** Letters of a value, and of a title. */
const widest = 40
const longest = 100

/** What a run is recognised by: its function, where there are several, and its first inputs. */
const titleOf = ({ runs }: Page, past: PastRun): string => {
  const run = runs.find(({ definition }) => definition.name === past.function)
  const values = (past.inputs ?? []).map(shown).filter((text) => text !== '')
  const name = runs.length > 1 || values.length === 0 ? [run?.definition.title ?? past.function] : []
  return [...name, ...values].join(' · ').slice(0, longest)
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  const file = readWireFile(value)
  const inside = isObject(value) ? textOf(value['text']) : undefined
  const text = file?.orig_name ?? inside ?? (typeof value === 'string' ? value : JSON.stringify(value))
  return text.length > widest ? `${text.slice(0, widest)}…` : text
}
