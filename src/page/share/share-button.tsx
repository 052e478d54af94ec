import { useState } from 'preact/hooks'
import { usePage } from '../model/context.ts'
import type { RunProps } from '../run/run-props.ts'
import './share.css'

/** Copies an address that fills the form with the inputs of now. */
export const ShareButton = ({ run }: RunProps) => {
  const page = usePage()
  const [said, say] = useState('')
  if (run.inputs.length === 0) return null
  const share = async (): Promise<void> => {
    say('')
    try {
      const { copyLink } = await import('./share.ts')
      say(await copyLink(page, run))
    } catch {
      say('The link could not be made.')
    }
  }
  return (
    <>
      <button type="button" onClick={() => void share()}>
        Copy link
      </button>
      <span role="status" class="share-said">
        {said}
      </span>
    </>
  )
}
