import { copyText } from './copy-text.ts'

/** Gives every code block its language and a button that copies it; the block can be scrolled from the keyboard. */
export const dressCode = (fragment: DocumentFragment): void => {
  for (const block of fragment.querySelectorAll('pre')) {
    const language = /^language-(.+)$/.exec(block.querySelector('code')?.className ?? '')?.[1]
    const frame = make('figure', { className: 'code' })
    const head = make('figcaption', {})
    head.append(make('span', { textContent: language ?? '' }), copyButton(block.textContent))
    block.replaceWith(frame)
    block.tabIndex = 0
    block.setAttribute('role', 'group')
    block.setAttribute('aria-label', `Code${language === undefined ? '' : `, ${language}`}`)
    frame.append(head, block)
  }
}

/** Wide tables scroll by themselves. */
export const dressTables = (fragment: DocumentFragment): void => {
  for (const table of fragment.querySelectorAll('table')) {
    const frame = make('div', { className: 'wide', tabIndex: 0, role: 'group', ariaLabel: 'Table' })
    table.replaceWith(frame)
    frame.append(table)
  }
}

const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElement>,
): HTMLElementTagNameMap[Name] => Object.assign(document.createElement(name), properties)

/** Milliseconds a button says what it did. */
const shown = 2_000

const copyButton = (text: string): HTMLElement => {
  const button = make('button', { className: 'copy', textContent: 'Copy', ariaLabel: 'Copy code' })
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => {
    void copyText(text.replace(/\n$/, '')).then((copied) => {
      button.textContent = copied ? 'Copied' : 'Not copied'
      setTimeout(() => (button.textContent = 'Copy'), shown)
    })
  })
  return button
}
