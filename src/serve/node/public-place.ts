import { lookup } from 'node:dns/promises'
import { HfnError } from '../../core/error.ts'
import type { Address } from './pinned-request.ts'
import { isPublicAddress } from './public-address.ts'

export interface PlaceOptions {
  /** All addresses of a name; default: what this computer's resolver says. */
  readonly lookup?: ((name: string) => Promise<readonly Address[]>) | undefined
  /** Which addresses may be spoken to; default: those of public machines. */
  readonly isPublic?: ((address: string) => boolean) | undefined
}

/** One text for all of them: whether a name exists in a network is nobody's business outside. */
const refused = (): HfnError =>
  new HfnError('BAD_FILE', 'The URL is not one of a public web address', {
    hint: 'Upload the file instead.',
  })

/** A URL of the web without credentials and fragment; BAD_FILE for any other text. */
export const webAddress = (text: string, base?: URL): URL => {
  if (!URL.canParse(text, base?.href)) throw refused()
  const url = new URL(text, base)
  const isPlain = /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (!isPlain) throw refused()
  url.hash = ''
  return url
}

const resolver = (name: string): Promise<readonly Address[]> => lookup(name, { all: true })

const literal = (host: string): Address | undefined => {
  if (host.startsWith('[')) return { address: host.slice(1, -1), family: 6 }
  return /^[\d.]+$/.test(host) ? { address: host, family: 4 } : undefined
}

/** The addresses of a host, when every one of them is public; a name that has others too is up to something. */
export const addressesOf = async (host: string, options: PlaceOptions): Promise<readonly Address[]> => {
  const known = literal(host)
  const found = known === undefined ? await (options.lookup ?? resolver)(host).catch(() => []) : [known]
  const isPublic = options.isPublic ?? isPublicAddress
  if (found.length === 0 || !found.every(({ address }) => isPublic(address))) throw refused()
  return found
}
