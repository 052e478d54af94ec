import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { harmful } from '../../core/redirect.ts'
import { oneLine, redactUrl } from '../../core/secret.ts'

const refused = (from: URL, to: string, why: string): HfnError =>
  new HfnError('BAD_ANSWER', `${from.origin} redirects to ${oneLine(redactUrl(to))}, which ${why}`, {
    hint: 'Is HF_ENDPOINT the address of a Hub?',
  })

/** Where a redirect leads, undefined when the answer is none. @throws BAD_ANSWER for a way into the open or into a private network */
export const nextHop = (answer: Answer): URL | undefined => {
  const { status } = answer
  const location = [301, 302, 303, 307, 308].includes(status) ? answer.header('location') : undefined
  if (location === undefined) return undefined
  const from = new URL(answer.url)
  if (!URL.canParse(location, from.href)) throw refused(from, location, 'is no address')
  const to = new URL(location, from.href)
  to.username = ''
  to.password = ''
  if (!/^https?:$/.test(to.protocol)) throw refused(from, to.href, 'is no address of the web')
  if (harmful(from, to)) throw refused(from, to.origin, 'leads into the open, or into a private network')
  return to
}
