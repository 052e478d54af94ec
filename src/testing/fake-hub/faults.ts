import type { HubFault, SeenRequest } from './contract.ts'

interface Armed {
  readonly fault: HubFault
  after: number
  left: number
}

const fits = ({ fault }: Armed, { method, path, host, headers }: SeenRequest): boolean =>
  (fault.method ?? method) === method &&
  (fault.host ?? host) === host &&
  (fault.range ?? 'range' in headers) === 'range' in headers &&
  (fault.path === undefined || path.search(fault.path) >= 0)

/** The faults a test has added. */
export class Faults {
  #armed: Armed[] = []

  add(...faults: readonly HubFault[]): void {
    this.#armed.push(
      ...faults.map((fault) => ({ fault, after: fault.after ?? 0, left: fault.times ?? Number.POSITIVE_INFINITY })),
    )
  }

  clear(): void {
    this.#armed = []
  }

  /** The fault this request meets; an empty one when it meets none. */
  meet(request: SeenRequest): HubFault {
    for (const armed of this.#armed) {
      if (armed.left <= 0 || !fits(armed, request)) continue
      if (armed.after > 0) armed.after--
      else {
        armed.left--
        return armed.fault
      }
    }
    return {}
  }
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The bytes with every bit of one of them turned round; `at` counts from their first. */
export async function* corrupted(chunks: Chunks, at: number): AsyncIterable<Uint8Array> {
  let passed = 0
  for await (const chunk of chunks) {
    const place = at - passed
    passed += chunk.length
    if (place < 0 || place >= chunk.length) yield chunk
    else {
      const copy = Uint8Array.from(chunk)
      copy[place] = ~(copy[place] ?? 0) & 0xff
      yield copy
    }
  }
}

/** The first bytes of them. */
export async function* shortened(chunks: Chunks, length: number): AsyncIterable<Uint8Array> {
  let left = length
  if (left <= 0) return
  for await (const chunk of chunks) {
    yield chunk.length <= left ? chunk : chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

/** The bytes, and then spaces without end. */
export async function* endless(chunks: Chunks): AsyncIterable<Uint8Array> {
  yield* chunks
  for (const spaces = Buffer.alloc(16_384, ' '); ;) yield spaces
}
