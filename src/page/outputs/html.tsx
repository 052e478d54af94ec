import { useEffect, useRef } from 'preact/hooks'
import { textOf } from '../../wire/json.ts'
import type { ControlProps } from '../registry.ts'
import { useCell } from '../state/use-cell.ts'
import { framed, type Framed } from './frame.ts'
import { Nothing } from './nothing.tsx'

/** HTML of the app, in a frame of its own where nothing runs. */
export const HtmlOutput = ({ field }: ControlProps) => {
  const html = textOf(useCell(field.value)) ?? ''
  const label = textOf(useCell(field.props)['label']) ?? 'HTML'
  return html === '' ? <Nothing /> : <HtmlFrame html={html} label={label} />
}

const HtmlFrame = ({ html, label }: { readonly html: string; readonly label: string }) => {
  const frame = useRef<HTMLIFrameElement>(null)
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    let shown: Framed | undefined
    const show = (): void => {
      shown?.end()
      shown = framed(element, html)
    }
    const { compatMode, readyState } = element.contentDocument ?? {}
    // Before, the frame holds a document that goes.
    if (compatMode === 'CSS1Compat' && readyState === 'complete') show()
    element.addEventListener('load', show)
    return () => {
      element.removeEventListener('load', show)
      shown?.end()
    }
  }, [html])
  // With a document type, so that a document is as high as what is in it.
  return (
    <iframe
      ref={frame}
      class="html-frame"
      title={label}
      srcDoc="<!doctype html>"
      sandbox="allow-same-origin allow-popups"
    />
  )
}
