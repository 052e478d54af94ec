import type { Page } from '../model/page.ts'

const isSeen = (element: HTMLElement): boolean => element.offsetParent !== null

/** The Run button that belongs to where the visitor is: of the function whose input has the focus, or the only one in sight. */
const runButton = (page: Page, from: Element | null): HTMLElement | undefined => {
  const id = Number(from?.closest<HTMLElement>('[data-field]')?.dataset['field'])
  const names = new Set(
    page.runs.filter(({ definition }) => definition.inputs.includes(id)).map(({ definition }) => definition.name),
  )
  const seen = [...document.querySelectorAll<HTMLElement>('button[data-function]')].filter(isSeen)
  return seen.find(({ dataset }) => names.has(dataset['function'] ?? '')) ?? (seen.length === 1 ? seen[0] : undefined)
}

/** Ctrl or Cmd with Enter runs; Enter alone does so in a form's field of one number. */
export const listenToKeys = (page: Page): void => {
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.defaultPrevented) return
    const { target } = event
    const from = target instanceof Element ? target : null
    const number = page.config.mode === 'interface' && from?.matches('input[type="number"]') === true
    if (!event.ctrlKey && !event.metaKey && !number) return
    const button = runButton(page, from)
    if (button === undefined) return
    event.preventDefault()
    button.click()
  })
}
