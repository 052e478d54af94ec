import type { ProgressUnit } from '../../wire/message.ts'

const share = ({ index, length, progress }: ProgressUnit): number | undefined => {
  if (typeof progress === 'number') return Math.min(1, Math.max(0, progress))
  return typeof index === 'number' && typeof length === 'number' && length > 0
    ? Math.min(1, Math.max(0, index / length))
    : undefined
}

const words = ({ index, length, unit, desc }: ProgressUnit): string => {
  const count = typeof index === 'number' ? (typeof length === 'number' ? `${index} / ${length}` : String(index)) : ''
  return [desc, count === '' ? undefined : `${count} ${unit ?? ''}`.trim()].filter(Boolean).join(' · ')
}

/** How far a run has come; without a share, that it goes on. */
export const ProgressBar = ({ progress }: { readonly progress: ProgressUnit | undefined }) => {
  const done = progress === undefined ? undefined : share(progress)
  const text = progress === undefined ? '' : words(progress)
  return (
    <div class="progress">
      <progress max={1} value={done} aria-label="Progress" />
      {text !== '' && <p>{text}</p>}
    </div>
  )
}
