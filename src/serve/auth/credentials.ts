import { HfnError } from '../../core/error.ts'

export interface Credentials {
  readonly user: string
  readonly password: string
}

/** Bytes of a login form. */
const longest = 16 * 1024

const refused = (message: string, status: number): HfnError => new HfnError('BAD_ARGUMENT', message, { status })

const bytesOf = async ({ body }: Request): Promise<Uint8Array<ArrayBuffer>> => {
  const bytes = new Uint8Array(longest)
  let size = 0
  for await (const chunk of body ?? []) {
    if (size + chunk.byteLength > longest) throw new HfnError('TOO_LARGE', 'The form is too large', { status: 413 })
    bytes.set(chunk, size)
    size += chunk.byteLength
  }
  return bytes.subarray(0, size)
}

/**
 * Reads `username` and `password` of a form, urlencoded or multipart.
 * @throws BAD_ARGUMENT (422) for any other body, (400) for one that broke off; TOO_LARGE (413)
 */
export const readCredentials = async (request: Request): Promise<Credentials> => {
  const type = request.headers.get('content-type') ?? ''
  const bytes = await bytesOf(request).catch((error: unknown) => {
    throw HfnError.is(error) ? error : refused('The request broke off', 400)
  })
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData().catch(() => undefined)
  if (form === undefined) throw refused('The request is not a form', 422)
  const [user, password] = [form.get('username'), form.get('password')]
  if (typeof user !== 'string' || typeof password !== 'string') throw refused('username and password are needed', 422)
  return { user, password }
}
