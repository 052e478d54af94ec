import createPurifier from 'dompurify'

/** Elements that only say how text looks; nothing that runs, loads, asks or covers. */
const tags = (
  'a abbr article aside audio b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em ' +
  'figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp ' +
  'section small span strike strong sub summary sup table tbody td tfoot th thead time tr tt u ul var video wbr'
).split(' ')

const attributes = (
  'align alt cite class color colspan controls datetime dir face headers height href lang open reversed rowspan scope size ' +
  'span src start title type valign value width'
).split(' ')

/** Addresses a link may have: of the web, of mail and telephone, and those relative to the app. */
const addresses = /^(?:https?:|mailto:|tel:|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i
/** Data that is looked at, never read as a document. */
const imageData = /^data:image\/(?:png|jpeg|gif|webp|avif)[;,]/i

const foreign = 'data-foreign'

const purifier = createPurifier(window)

purifier.addHook('afterSanitizeAttributes', (element) => {
  // What comes from elsewhere would tell its server who reads this: it has to lose its address before it is in a document.
  const source = element.getAttribute('src')
  if (source !== null && !isOwn(source)) {
    element.removeAttribute('src')
    element.setAttribute(foreign, source)
  }
  const language = /(?:^|\s)(language-[\w+#.-]+)/.exec(element.className)?.[1]
  element.removeAttribute('class')
  if (language !== undefined && element.localName === 'code') element.className = language
  if (element.localName === 'a') harmless(element)
})

/** HTML of strangers as nodes that run nothing, load nothing from elsewhere, and stay in their place. */
export const sanitize = (html: string): DocumentFragment => {
  const fragment = purifier.sanitize(html, {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: attributes,
    ALLOWED_URI_REGEXP: addresses,
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  })
  for (const element of fragment.querySelectorAll(`[${foreign}]`)) element.replaceWith(linkTo(element))
  return fragment
}

/** A file of the app, and no other address of it: asking for some of them has effects, such as a logout. */
const isOwn = (source: string): boolean => {
  if (imageData.test(source)) return true
  if (!URL.canParse(source, document.baseURI)) return false
  const { origin, pathname } = new URL(source, document.baseURI)
  return origin === location.origin && pathname.includes('/file=')
}

const harmless = (link: Element): void => {
  const address = link.getAttribute('href')?.trim() ?? ''
  // A place on this page would be taken for inputs somebody shared.
  if (address.startsWith('#')) link.removeAttribute('href')
  if (!link.hasAttribute('href')) return
  link.setAttribute('rel', 'noopener noreferrer nofollow')
  link.setAttribute('target', '_blank')
}

const linkTo = (element: Element): Element => {
  const address = element.getAttribute(foreign) ?? ''
  const text = element.getAttribute('alt')?.trim() || address
  if (!/^https?:/i.test(address)) return Object.assign(document.createElement('span'), { textContent: text })
  const inLink = element.closest('a') !== null
  const link = document.createElement(inLink ? 'span' : 'a')
  link.textContent = text
  if (inLink) return link
  link.setAttribute('href', address)
  harmless(link)
  return link
}
