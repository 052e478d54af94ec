import { HfnError } from '../core/error.ts'

export type Body = Readonly<Record<string, unknown>>

/** Lists and objects inside each other; deeper ones would overflow the stack of whoever walks them. */
const depthLimit = 256

const tooLarge = (limit: number): HfnError =>
  new HfnError('TOO_LARGE', `The request is larger than ${Math.floor(limit / 1024)} KiB`, {
    hint: 'Upload large content as a file.',
    status: 413,
  })

const bad = (message: string, status = 400): HfnError => new HfnError('BAD_ARGUMENT', message, { status })

const textOf = async (request: Request, limit: number): Promise<string> => {
  const announced = request.headers.get('content-length')
  if (Number(announced) > limit) throw tooLarge(limit)
  // A length that was announced is kept to by the transport; only a body without one has to be counted.
  if (announced !== null || request.body === null) return request.text()
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.byteLength
    if (size > limit) throw tooLarge(limit)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const isDeep = (value: object): boolean => {
  let level = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > depthLimit) return true
    level = level.flatMap((entry) => Object.values(entry).filter(isObject))
  }
  return false
}

/** Reads a request's JSON object of at most `limit` bytes; errors carry the HTTP status to answer: 413, 400 or 422. */
export const readBody = async (request: Request, limit = 16 * 1024 * 1024): Promise<Body> => {
  const text = await textOf(request, limit)
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw bad('The request is not JSON')
  }
  if (!isObject(body) || Array.isArray(body)) throw bad('The request is not a JSON object', 422)
  if (text.length > depthLimit && isDeep(body)) throw bad('The request is nested too deeply')
  return body as Body
}

/** A field that must be a list; BAD_ARGUMENT (422) otherwise. */
export const listOf = (body: Body, field: string): readonly unknown[] => {
  const value = body[field]
  if (Array.isArray(value)) return value
  throw bad(`${field} must be a list`, 422)
}
