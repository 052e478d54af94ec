/** The address of the next page in a `Link` header (RFC 8288), undefined when there is none. */
export const nextLink = (header: string | undefined): string | undefined => {
  // Bounded, for a header is a stranger's text.
  for (const [, address, parameters = ''] of (header ?? '').slice(0, 8192).matchAll(/<([^<>]*)>([^<]*)/g))
    if (/;\s*rel\s*=\s*"?next"?(?=[\s;,"]|$)/i.test(parameters)) return address
  return undefined
}

/** A link on the Hub it came from: a mirror passes on links of the Hub behind it, which would lead around it. */
export const onHub = (link: string, endpoint: string): string | undefined => {
  if (!URL.canParse(link, `${endpoint}/`)) return undefined
  const { protocol, pathname, search } = new URL(link, `${endpoint}/`)
  // Another scheme's path need not begin with a slash, and would become part of the host.
  if (!/^https?:$/.test(protocol)) return undefined
  const base = new URL(endpoint).pathname.replace(/\/$/, '')
  return new URL(endpoint).origin + (pathname.startsWith(`${base}/`) ? pathname : base + pathname) + search
}
