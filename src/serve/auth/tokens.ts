const encoder = new TextEncoder()

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16))

/** Signs text with a secret, and tells such text from any other (HMAC-SHA-256, compared in constant time). */
export class Signer {
  readonly #key: ReturnType<typeof crypto.subtle.importKey>

  /** @param secret default: 256 random bits, so that no other process signs the same */
  constructor(secret?: string) {
    const bytes = secret === undefined ? crypto.getRandomValues(new Uint8Array(32)) : encoder.encode(secret)
    const algorithm = { name: 'HMAC', hash: 'SHA-256' }
    this.#key = crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify'])
  }

  /** The signature of a text, in 64 hexadecimal digits. */
  async signature(text: string): Promise<string> {
    return hexOf(await crypto.subtle.sign('HMAC', await this.#key, encoder.encode(text)))
  }

  async isSignature(signature: string, text: string): Promise<boolean> {
    return crypto.subtle.verify('HMAC', await this.#key, bytesOf(signature), encoder.encode(text))
  }
}

/** What a token says, and our signature vouches for. */
export interface Claims {
  readonly user: string
  /** Of this token alone. */
  readonly id: string
  /** Milliseconds since 1970. */
  readonly issued: number
}

/** Longest token looked at; cookies are no longer. */
const longest = 4_096
/** Only what needs no escape in a cookie: digits, hexadecimal digits and a percent-encoded name. */
const form = /^([\da-f]{64})\.(\d{1,15})\.([\w!'()*.~%-]*)\.([\da-f]{64})$/

/** A token that says who is logged in; every process with the same secret can tell that it is true. */
export const tokenFor = async (signer: Signer, { user, id, issued }: Claims): Promise<string> => {
  const text = `${id}.${issued}.${encodeURIComponent(user)}`
  return `${text}.${await signer.signature(text)}`
}

/** What a token says; undefined for all that was not signed with our secret. */
export const claimsOf = async (signer: Signer, token: string): Promise<Claims | undefined> => {
  if (token.length > longest) return undefined
  const [, id = '', issued = '', user = '', signature = ''] = form.exec(token) ?? []
  if (id === '' || !(await signer.isSignature(signature, token.slice(0, -65)))) return undefined
  return { id, issued: Number(issued), user: decodeURIComponent(user) }
}

/** 256 random bits in hexadecimal digits. */
export const newId = (): string => hexOf(crypto.getRandomValues(new Uint8Array(32)).buffer)
