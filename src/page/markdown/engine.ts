import { Marked } from 'marked'
import { dressCode, dressTables } from './dress.ts'
import { sanitize } from './sanitize.ts'

const parser = new Marked({
  gfm: true,
  renderer: {
    /** The page's own heading is the first. */
    heading({ tokens, depth }) {
      const level = Math.min(6, depth + 1)
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
})

export interface MarkdownOptions {
  /** Ends of lines are kept, as people expect in a chat. */
  readonly breaks?: boolean | undefined
}

/** Markdown as nodes that are safe to show; text that is too deep to read as Markdown is shown as it is. */
export const markdownNodes = (text: string, { breaks = false }: MarkdownOptions = {}): DocumentFragment => {
  const fragment = sanitize(htmlOf(text, breaks))
  dressCode(fragment)
  dressTables(fragment)
  return fragment
}

const htmlOf = (text: string, breaks: boolean): string => {
  try {
    return parser.parse(text, { async: false, breaks })
  } catch {
    return `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`
  }
}
