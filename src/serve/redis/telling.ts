import type { Report } from '../queue/contract.ts'
import { EntryWriter } from './entry.ts'
import { isLast } from './replay.ts'

/** Sends one report; resolves with false when nobody wants to hear of the run from here any more. */
export type Send = (number: number, entry: string, last: boolean) => Promise<boolean>

/** Reports that may be on their way before the function has to wait, and log lines before some are left out. */
const ahead = 64
const mostLines = 1_024
/** Characters a run may tell at full speed; with each further such amount the pause between its outputs doubles, from `slow` on. */
const free = 1024 * 1024
const slow = 50
/** Characters that an entry costs beside its text. */
const overhead = 128

/** Of these, the newest says all. */
const isSnapshot = ({ type }: Report): boolean => type === 'output' || type === 'progress'

/**
 * Sends the reports of one run in order, each when the one before has arrived. What a run has told is kept until long after
 * its end: one that tells more and more does so less and less often, so that its log grows with the logarithm of time.
 */
export class Telling {
  readonly #send: Send
  readonly #writer: EntryWriter
  readonly #outbox: Report[] = []
  #number = 0
  #spent = 0
  /** When outputs may be told again, in milliseconds of `performance.now()`. */
  #next = 0
  #over = false
  #sending: Promise<void> | undefined
  #nudge = (): void => {}

  constructor(id: string, send: Send) {
    this.#send = send
    this.#writer = new EntryWriter(id)
  }

  /** Its last report has been given. */
  get over(): boolean {
    return this.#over
  }

  /** Resolves when all that was reported so far has arrived. */
  async told(): Promise<void> {
    await this.#sending
  }

  report(report: Report): void | Promise<void> {
    if (this.#over) return
    this.#over = isLast(report)
    this.#put(report)
    this.#nudge()
    this.#sending ??= this.#sendAll()
    if (this.#over || this.#outbox.length > ahead) return this.#sending
  }

  /** Tells nothing more. */
  abandon(): void {
    this.#over = true
    this.#outbox.length = 0
    this.#nudge()
  }

  #put(report: Report): void {
    const held = this.#outbox.length >= ahead || performance.now() < this.#next
    const replaced = report.type === 'done' ? 'output' : isSnapshot(report) ? report.type : undefined
    const index = held ? this.#outbox.findLastIndex(({ type }) => type === replaced) : -1
    if (index >= 0) this.#outbox.splice(index, 1)
    if (report.type !== 'log' || this.#outbox.length < mostLines) this.#outbox.push(report)
  }

  async #sendAll(): Promise<void> {
    while (this.#outbox.length > 0) {
      const wait = this.#outbox.every(isSnapshot) ? this.#next - performance.now() : 0
      if (wait > 0) await this.#pause(wait)
      else await this.#sendOne()
    }
    this.#sending = undefined
  }

  async #sendOne(): Promise<void> {
    const report = this.#outbox.shift()
    if (report === undefined) return
    const entry = this.#writer.write(report)
    this.#spent += entry.length + overhead
    if (this.#spent > free) this.#next = performance.now() + slow * 2 ** (this.#spent / free - 1)
    const arrived = await this.#send(++this.#number, entry, isLast(report)).catch(() => false)
    if (!arrived) this.abandon()
  }

  async #pause(time: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    await new Promise<void>((resolve) => {
      this.#nudge = resolve
      timer = setTimeout(resolve, Math.min(time, 60_000))
    })
    clearTimeout(timer)
  }
}
