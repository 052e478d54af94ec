import type { ComponentType } from 'preact'
import { useState } from 'preact/hooks'
import { usePage } from '../model/context.ts'
import type { Page } from '../model/page.ts'

export interface OpenedProps {
  readonly page: Page
  readonly onClose: () => void
}

interface OpenOnDemandProps {
  readonly label: string
  readonly load: () => Promise<ComponentType<OpenedProps>>
}

/** A button in the head of the page whose part is loaded when it is first pressed. */
export const OpenOnDemand = ({ label, load }: OpenOnDemandProps) => {
  const page = usePage()
  const [opened, setOpened] = useState<{ readonly Part: ComponentType<OpenedProps> }>()
  const open = async (): Promise<void> => {
    try {
      setOpened({ Part: await load() })
    } catch {
      page.notices.add({ level: 'error', title: undefined, text: `${label} could not be loaded; try it again.` })
    }
  }
  return (
    <>
      <button type="button" class="quiet" onClick={() => void open()}>
        {label}
      </button>
      {opened && <opened.Part page={page} onClose={() => setOpened(undefined)} />}
    </>
  )
}
