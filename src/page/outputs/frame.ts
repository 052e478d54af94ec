import { asideName } from './quiet-attributes.ts'
import { withoutScripts } from './without-scripts.ts'

export interface Framed {
  /** Stops following the size of what is shown. */
  end(): void
}

/** The colours of the page, inside the frame. */
const ownStyle = `:root{color-scheme:inherit}body{margin:0;font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}img,video{max-inline-size:100%;block-size:auto}`

const sheetOf = (view: Window & typeof globalThis, text: string): CSSStyleSheet => {
  const sheet = new view.CSSStyleSheet()
  sheet.replaceSync(text)
  return sheet
}

/** Puts HTML into a frame that runs no scripts; the page gives it its styles, which its policy lets no document bring along. */
export const framed = (frame: HTMLIFrameElement, html: string): Framed => {
  const { contentDocument: inner, contentWindow: view } = frame
  if (inner === null || view === null) return { end: () => {} }
  const { body, styles } = withoutScripts(html)
  inner.body.replaceChildren(inner.importNode(body, true))
  for (const element of inner.querySelectorAll<HTMLElement | SVGElement>(`[${asideName}]`)) {
    element.style.cssText = element.getAttribute(asideName) ?? ''
    element.removeAttribute(asideName)
  }
  const { color, colorScheme } = getComputedStyle(frame)
  inner.documentElement.style.colorScheme = colorScheme
  inner.body.style.color = color
  inner.adoptedStyleSheets = [ownStyle, ...styles].map((text) => sheetOf(viewOf(view), text))
  const fit = (): void => {
    frame.style.blockSize = `${Math.ceil(inner.documentElement.getBoundingClientRect().height)}px`
  }
  const watch = new ResizeObserver(fit)
  watch.observe(inner.body)
  fit()
  return { end: () => watch.disconnect() }
}

/** A window as it is typed with its constructors. */
const viewOf = (view: Window): Window & typeof globalThis => view.window as Window & typeof globalThis
