import { usePage } from '../model/context.ts'
import { useCell } from '../state/use-cell.ts'

const levels: ReadonlySet<string> = new Set(['info', 'success', 'warning', 'error'])

/** What the app says while it runs, for a while. */
export const Toasts = () => {
  const { notices } = usePage()
  const shown = useCell(notices.shown)
  return (
    <div class="toasts" role="log" aria-live="polite" aria-label="Messages">
      {shown.map(({ id, level, title, text }) => (
        <div key={id} class={`toast is-${levels.has(level) ? level : 'info'}`}>
          <div>
            {title !== undefined && <strong>{title}</strong>}
            <p>{text}</p>
          </div>
          <button type="button" class="quiet" aria-label="Dismiss" onClick={() => notices.remove(id)}>
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
