import type { TransferProgress } from '../../../hub/download/contract.ts'
import { isOn } from '../../../hub/settings.ts'
import type { Context } from '../../context.ts'
import { statusOf } from '../../render/status.ts'
import { byteText } from '../../../core/byte-text.ts'

export type ProgressStyle = 'auto' | 'none' | 'json'

/** Where the progress of a download is told. */
export interface ProgressReport {
  readonly report: ((progress: TransferProgress) => void) | undefined
  readonly clear: () => Promise<void>
}

const time = (seconds: number): string => {
  const pad = (number: number): string => String(Math.floor(number)).padStart(2, '0')
  return seconds < 3600
    ? `${Math.floor(seconds / 60)}:${pad(seconds % 60)}`
    : `${Math.floor(seconds / 3600)}:${pad((seconds % 3600) / 60)}:${pad(seconds % 60)}`
}

/** Where a download stands, in one line. */
const progressText = ({ files, bytes, speed, eta, active }: TransferProgress): string => {
  const share = bytes.total === 0 ? 100 : Math.floor((100 * bytes.done) / bytes.total)
  const parts = [
    `${share} %`,
    `${byteText(bytes.done)} of ${byteText(bytes.total)}`,
    `${files.done}/${files.total} files`,
    ...(files.failed > 0 ? [`${files.failed} failed`] : []),
    ...(speed > 0 ? [`${byteText(speed)}/s`] : []),
    ...(eta === undefined || eta === 0 ? [] : [`${time(eta)} left`]),
    ...active.slice(0, 1),
  ]
  return parts.join(' · ')
}

/** On a terminal one line that is rewritten; with `json` a line of JSON on stderr for each report; else nothing. */
export const progressOf = (
  context: Context,
  { progress, quiet }: { readonly progress: ProgressStyle; readonly quiet?: boolean | undefined },
): ProgressReport => {
  const silent = { report: undefined, clear: async () => {} }
  if (progress === 'json') return { ...silent, report: (event) => void context.err.write(`${JSON.stringify(event)}\n`) }
  const wanted = progress === 'auto' && !quiet && !isOn(context.env['HF_HUB_DISABLE_PROGRESS_BARS'])
  if (!wanted || !context.err.isTerminal) return silent
  const status = statusOf(context, false)
  return { report: (event) => status.say(progressText(event)), clear: () => status.clear() }
}
