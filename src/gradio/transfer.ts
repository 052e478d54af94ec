import type { Connection } from './connection.ts'
import { isDataUrl } from './data-url.ts'
import { isPrivateHost } from '../core/private-host.ts'

/** How a file gets to an app: it has it already, it fetches it from a URL, or its content is sent. */
export type Transfer = 'reuse' | 'link' | 'send'

export interface Transferred {
  readonly url: string
  /** A media stream: there is no file behind its path. */
  readonly isStream?: boolean | undefined
  /** Read with credentials that the app does not have. */
  readonly locked?: boolean | undefined
}

/** Decides how a file that is somewhere already gets to the app of `connection`. */
export const transfer = (file: Transferred, { base, prefix }: Pick<Connection, 'base' | 'prefix'>): Transfer => {
  if (file.isStream === true || isDataUrl(file.url)) return 'send'
  if (file.url.startsWith(`${base}${prefix}/file=`)) return 'reuse'
  const reachable = URL.canParse(file.url) && !isPrivateHost(new URL(file.url))
  return reachable && file.locked !== true ? 'link' : 'send'
}
