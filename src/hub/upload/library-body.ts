import type { HttpRequest } from '../../core/http.ts'
import type { Item } from './contract.ts'

/** What `fetch` is called with. */
export type Init = NonNullable<Parameters<typeof globalThis.fetch>[1]>

/** What the library adds to a request whose progress it wants to hear of. */
interface Progress {
  readonly path?: string | undefined
  readonly progressCallback?: ((fraction: number) => void) | undefined
}

export const progressOf = (init: Init): Progress => {
  const hint: unknown = 'progressHint' in init ? init.progressHint : undefined
  if (typeof hint !== 'object' || hint === null) return {}
  const path = 'path' in hint && typeof hint.path === 'string' ? hint.path : undefined
  const tell = 'progressCallback' in hint ? hint.progressCallback : undefined
  return { path, progressCallback: typeof tell === 'function' ? (fraction) => void tell(fraction) : undefined }
}

/** Parts of a file are sent side by side, and any of them again: what counts is the sum. */
export const counting = (
  files: ReadonlyMap<string, Item>,
): ((progress: Progress, size: number) => (sent: number) => void) => {
  const sums = new Map<string, number>()
  return ({ path, progressCallback }, size) => {
    let before = 0
    return (sent) => {
      const whole = path === undefined ? size : (files.get(path)?.size ?? size)
      const sum = (path === undefined ? before : (sums.get(path) ?? 0)) + sent - before
      before = sent
      if (path !== undefined) sums.set(path, sum)
      progressCallback?.(whole === 0 ? 1 : Math.min(1, sum / whole))
    }
  }
}

/** A body that can be sent again; `moved` is told how many of its bytes were taken. */
export const bodyOf = (body: Init['body'], moved: (sent: number) => void): Pick<HttpRequest, 'body' | 'length'> => {
  if (typeof body === 'string' || body instanceof Uint8Array) return { body }
  if (!(body instanceof Blob)) return {}
  const pieces = async function* (): AsyncGenerator<Uint8Array> {
    let sent = 0
    moved(sent)
    for await (const piece of body.stream()) {
      yield piece
      moved((sent += piece.length))
    }
  }
  return { body: pieces, length: body.size }
}
