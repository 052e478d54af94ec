import type { RunEvent, UploadProgress } from '../../callable/callable.ts'

const time = (seconds: number): string => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`)

const barLength = 16

const bar = (done: number, total: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, done / total)) * barLength)
  return '#'.repeat(full) + '-'.repeat(barLength - full)
}

/** Where a run stands, in a few words; undefined when the event does not tell. */
export const statusText = (event: RunEvent): string | undefined => {
  if (event.type === 'queue') {
    const place = event.position + 1
    const eta = event.eta === undefined ? '' : ` · about ${time(event.eta)}`
    return `queue ${place}/${Math.max(event.size, place)}${eta}   (Ctrl-C cancels)`
  }
  if (event.type !== 'progress') return undefined
  const { done, total, unit, text } = event
  const count = done === undefined ? undefined : total === undefined ? `${done}` : `${done}/${total}`
  const drawn = done === undefined || !total ? undefined : bar(done, total)
  return [text, count, unit, drawn].filter((part) => part !== undefined && part !== '').join(' ') || 'running'
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

export const uploadText = ({ name, sent, total }: UploadProgress): string =>
  total
    ? `sending ${name} ${bar(sent, total)} ${megabytes(sent)} of ${megabytes(total)}`
    : `sending ${name} ${megabytes(sent)}`
