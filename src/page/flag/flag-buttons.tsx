import { useRef, useState } from 'preact/hooks'
import { usePage } from '../model/context.ts'
import type { RunProps } from '../run/run-props.ts'
import { isBusy } from '../run/run-state.ts'
import { useCell } from '../state/use-cell.ts'
import './flag.css'

/** What a visitor can say of a run to the app's author. */
export const FlagButtons = ({ run }: RunProps) => {
  const { address } = usePage()
  const state = useCell(run.state)
  const sending = useRef(false)
  /** What was said of which run. */
  const [said, say] = useState<{ readonly of: object; readonly text: string }>()
  const { name, flags } = run.definition
  if (flags.length === 0) return null
  const over = !isBusy(state) && state.phase !== 'idle'
  const send = async (flag: string): Promise<void> => {
    if (sending.current || !over) return
    sending.current = true
    const values = (fields: typeof run.inputs): unknown[] =>
      fields.map((field) => (field?.secret === false ? field.value.value : null))
    const body = { function: name, flag, inputs: values(run.inputs), outputs: values(run.outputs) }
    const answer = await fetch(`${address.api}/hfn/flag`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined)
    sending.current = false
    say({ of: state, text: answer?.ok === true ? 'Thank you, it is noted.' : 'It could not be noted; try it again.' })
  }
  return (
    <div class="flags" role="group" aria-label="Tell the author">
      <h3>Tell the author</h3>
      {flags.map((flag) => (
        <button key={flag} type="button" aria-disabled={!over} onClick={() => void send(flag)}>
          {flag}
        </button>
      ))}
      <span role="status">{said?.of === state ? said.text : ''}</span>
    </div>
  )
}
