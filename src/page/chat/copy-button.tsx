import { useEffect, useState } from 'preact/hooks'
import { copyText } from '../markdown/copy-text.ts'
import { Icon } from './icon.tsx'

/** Milliseconds a button says what it did. */
const shown = 2_000

interface CopyButtonProps {
  readonly label: string
  readonly text: () => string
}

/** Copies a text, and says so. */
export const CopyButton = ({ label, text }: CopyButtonProps) => {
  const [copied, setCopied] = useState<boolean>()
  useEffect(() => {
    if (copied === undefined) return
    const timer = setTimeout(() => setCopied(undefined), shown)
    return () => clearTimeout(timer)
  }, [copied])
  const title = copied === undefined ? label : copied ? 'Copied' : 'Not copied'
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={title}
      title={title}
      onClick={() => void copyText(text()).then(setCopied)}
    >
      <Icon name={copied === true ? 'done' : 'copy'} />
    </button>
  )
}
