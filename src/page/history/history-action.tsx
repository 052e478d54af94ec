import { useEffect } from 'preact/hooks'
import { usePage } from '../model/context.ts'
import { OpenOnDemand } from './open-on-demand.tsx'
import { recordRuns } from './recorder.ts'

/** Remembers the runs of the page, and shows them. */
export const HistoryAction = () => {
  const page = usePage()
  // A chat has its conversations.
  const records = page.config.mode !== 'chat_interface'
  useEffect(() => (records ? recordRuns(page) : undefined), [page])
  if (!records) return null
  return <OpenOnDemand label="History" load={async () => (await import('./history-drawer.tsx')).HistoryDrawer} />
}
