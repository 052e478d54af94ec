import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import './drawer.css'

interface DrawerProps {
  readonly title: string
  readonly onClose: () => void
  /** The side it comes from; default `end`. */
  readonly side?: 'start' | 'end' | undefined
  readonly children: ComponentChildren
}

/** A part of the page that comes when it is asked for; Escape, its button or a click beside it close it. */
export const Drawer = ({ title, onClose, side = 'end', children }: DrawerProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class={`drawer ${side}`}
      aria-label={title}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) dialog.current?.close()
      }}
    >
      <div class="drawer-body">
        <div class="drawer-head">
          <h2>{title}</h2>
          <button type="button" class="quiet" aria-label="Close" onClick={() => dialog.current?.close()}>
            ×
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
