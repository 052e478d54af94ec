import { harmful } from '../core/redirect.ts'

/**
 * An address that a service at `from` names for us to go to; undefined when it is none of the web, has user or password in it,
 * or leads from https to http, or from a public host into a private network.
 */
export const namedAddress = (text: string, from: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return undefined
  return harmful(new URL(from), url) ? undefined : url
}
