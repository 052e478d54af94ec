import type { TransferProgress } from './contract.ts'

/** Milliseconds between two reports. */
const beat = 100

/** Seconds over which the speed is taken. */
const memory = 3

/** Names of files a report carries. */
const named = 8

/** Counts files and bytes, and reports at most ten times a second. */
export class Progress {
  readonly #report: ((progress: TransferProgress) => void) | undefined
  readonly #active = new Set<string>()
  readonly #begin = performance.now()
  #files = { done: 0, total: 0, failed: 0 }
  #bytes = { done: 0, total: 0, resumed: 0 }
  #received = 0
  #speed = 0
  #last = { at: this.#begin, received: 0 }

  constructor(report: ((progress: TransferProgress) => void) | undefined) {
    this.#report = report
  }

  /** Bytes that came over the network. */
  get received(): number {
    return this.#received
  }

  /** Bytes that are still to come. */
  get left(): number {
    return Math.max(0, this.#bytes.total - this.#bytes.done)
  }

  /** What there is to do; `done` files are there already, and `failed` cannot be. */
  expect(files: TransferProgress['files'], bytes: number): void {
    this.#files = { ...files }
    this.#bytes = { done: 0, total: bytes, resumed: 0 }
    this.#tell()
  }

  start(path: string): void {
    this.#active.add(path)
  }

  /** Bytes of an earlier run are kept. */
  resume(bytes: number): void {
    this.#bytes.resumed += bytes
    this.#bytes.done += bytes
  }

  receive(bytes: number): void {
    this.#received += bytes
    this.#bytes.done += bytes
    this.#tell()
  }

  /** Bytes that have to be fetched again, `resumed` of them of an earlier run. */
  lose({ bytes, resumed }: { readonly bytes: number; readonly resumed: number }): void {
    this.#bytes.done -= bytes
    this.#bytes.resumed -= resumed
  }

  /** It was not tried to its end. */
  leave(path: string): void {
    this.#active.delete(path)
  }

  finish(path: string): void {
    this.leave(path)
    this.#files.done++
    this.#tell()
  }

  fail(path: string): void {
    this.leave(path)
    this.#files.failed++
    this.#tell()
  }

  /** The last report. */
  end(): void {
    this.#send(performance.now())
  }

  #tell(): void {
    if (this.#report === undefined) return
    const now = performance.now()
    if (now - this.#last.at >= beat) this.#send(now)
  }

  #send(now: number): void {
    const seconds = (now - this.#last.at) / 1000
    const speed = seconds > 0 ? (this.#received - this.#last.received) / seconds : 0
    // An average in which the past fades, so that neither a pause nor a burst makes the figure jump.
    const weight = (now - this.#begin) / 1000 < memory ? seconds / ((now - this.#begin) / 1000 || 1) : seconds / memory
    this.#speed += (speed - this.#speed) * Math.min(1, weight)
    this.#last = { at: now, received: this.#received }
    const { left } = this
    this.#report?.({
      files: { ...this.#files },
      bytes: { ...this.#bytes },
      speed: Math.round(this.#speed),
      eta: left === 0 ? 0 : this.#speed < 1 ? undefined : Math.ceil(left / this.#speed),
      active: [...this.#active].slice(0, named),
    })
  }
}
