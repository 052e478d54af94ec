import { quietAttributes } from './quiet-attributes.ts'

/** Elements that run, load or lead elsewhere by themselves. */
const removed =
  'script,iframe,frame,frameset,object,embed,applet,base,meta,link,template,noscript,portal,fencedframe,animate,set'

/** Attributes whose address is loaded at once, or when a form is sent. */
const loaded: ReadonlySet<string> = new Set([
  'src',
  'srcset',
  'poster',
  'data',
  'action',
  'formaction',
  'background',
  'ping',
])

const hasAddress = (name: string): boolean => loaded.has(name) || name === 'href' || name === 'xlink:href'

/** Where an address leads; undefined when it is none. */
const targetOf = (address: string): URL | undefined =>
  URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : undefined

/** Links lead where a visitor may go; what is loaded comes from the app itself. */
const isAllowed = (name: string, element: Element, address: string): boolean => {
  const target = targetOf(address)
  if (target === undefined) return false
  if (loaded.has(name) || !element.matches('a, area'))
    return target.origin === location.origin || /^(?:blob|data):$/.test(target.protocol)
  return /^(?:https?|mailto|tel|blob):$/.test(target.protocol)
}

export interface Harmless {
  readonly body: DocumentFragment
  /** What its style elements say. */
  readonly styles: readonly string[]
}

/**
 * HTML without all that could run. The frame it goes to runs no scripts either way: this keeps the console quiet,
 * and styles in reach of the page's policy, which takes none from a document.
 */
export const withoutScripts = (html: string): Harmless => {
  const parsed = new DOMParser().parseFromString(quietAttributes(html), 'text/html')
  // Not of this document: pictures of a document that is shown load at once.
  const fragment = parsed.createDocumentFragment()
  fragment.append(...parsed.head.childNodes, ...parsed.body.childNodes)
  for (const element of fragment.querySelectorAll(removed)) element.remove()
  const styles: string[] = []
  for (const element of fragment.querySelectorAll('style')) {
    styles.push(element.textContent ?? '')
    element.remove()
  }
  for (const element of fragment.querySelectorAll('*')) disarm(element)
  return { body: fragment, styles }
}

const disarm = (element: Element): void => {
  for (const [name, value] of Array.from(element.attributes, (one) => [one.name, one.value] as const)) {
    const plain = name.toLowerCase()
    if (plain.startsWith('on') || plain === 'srcdoc' || (hasAddress(plain) && !isAllowed(plain, element, value))) {
      element.removeAttribute(name)
    }
  }
  if (element.matches('a[href], area[href]')) {
    element.setAttribute('target', '_blank')
    element.setAttribute('rel', 'noopener noreferrer')
  }
}
