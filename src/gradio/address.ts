import { HfnError } from '../core/error.ts'

const example = 'Give the address of a running app, such as http://127.0.0.1:7860, or the name of a Space: owner/name'

/** Reads what a user gives as an app's address: a URL, or host and port alone; without query, fragment and slash at its end. */
export const readAddress = (text: string): URL => {
  const given = text.trim()
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : hostAndPort(given)
  if (whole === undefined || !URL.canParse(whole))
    throw new HfnError('BAD_URL', `Not a URL: ${given || '(empty)'}`, { hint: example })
  const url = new URL(whole)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new HfnError('BAD_URL', `Not a web address: ${url.protocol}//…`, { hint: example })
  }
  url.search = ''
  url.hash = ''
  url.pathname = url.pathname.replace(/\/+$/, '')
  return url
}

/** `localhost:7860`, `127.0.0.1:7860/app`, `[::1]:7860`, `me-app.hf.space`: what people type into a browser. */
const hostAndPort = (text: string): string | undefined => {
  if (/^(localhost|\d+\.\d+\.\d+\.\d+|\[[0-9a-f:]+\])(:\d+)?(\/|$)/i.test(text)) return `http://${text}`
  return /^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(text) ? `https://${text}` : undefined
}

/** The address as text, without a slash at its end. */
export const baseOf = (url: URL): string => url.href.replace(/\/+$/, '')
