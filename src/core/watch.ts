import { abortReason, whenAborted } from './abort.ts'
import { HfnError } from './error.ts'
import type { Exchange } from './exchange.ts'
import type { Timeouts } from './http-contract.ts'
import { soon } from './soon.ts'

export type Phase = keyof Timeouts

/** The longest a timer can run; anything above is no limit at all. */
const longest = 2_147_483_647

/** What ran out, said about the address at the other end. */
const silence: Record<Phase, (origin: string, time: string) => string> = {
  connect: (origin, time) => `No connection to ${origin} within ${time}`,
  firstByte: (origin, time) => `${origin} took the request but did not answer within ${time}`,
  idle: (origin, time) => `${origin} fell silent: nothing moved for ${time}`,
}

const timeUp = (phase: Phase, origin: string, milliseconds: number): HfnError => {
  const time = milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`
  return new HfnError('TIMEOUT', silence[phase](origin, time), { hint: 'Try again, or allow more time.' })
}

/** Ends an exchange when its signal aborts or when a phase lasts too long. */
export class Watch {
  /** Set once the watch has ended the exchange. */
  reason: HfnError | undefined
  readonly #exchange: Exchange
  readonly #stop: (reason: HfnError) => void
  readonly #release: (() => void) | undefined
  #phase: Phase | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #time = 0
  #late = false
  #over = false

  constructor(exchange: Exchange, stop: (reason: HfnError) => void) {
    const { signal } = exchange
    this.#exchange = exchange
    this.#stop = stop
    this.#release = signal && whenAborted(signal, () => this.#finish(abortReason(signal)))
  }

  /** From now on the other side has to move within the time of this phase. */
  expect(phase: Phase): void {
    if (this.#over) return
    this.#phase = phase
    this.#late = false
    const time = this.#exchange.timeouts[phase]
    // A timer of the same length is pushed on, which is cheap: a stream waits thousands of times.
    if (time === this.#time && typeof this.#timer === 'object') this.#timer.refresh()
    else this.#arm(time)
  }

  /** Nobody waits for the other side now. */
  rest(): void {
    this.#phase = undefined
  }

  /** The exchange is over. */
  end(): void {
    this.#over = true
    this.#phase = undefined
    clearTimeout(this.#timer)
    this.#release?.()
  }

  #arm(time: number): void {
    clearTimeout(this.#timer)
    this.#time = time
    this.#timer = time > 0 && time <= longest ? setTimeout(() => this.#expire(), time) : undefined
    // The socket holds the process open, or does not; the timer has no say in it.
    if (typeof this.#timer === 'object') this.#timer.unref()
  }

  #expire(): void {
    this.#late = true
    // Timers go before arrivals: who was held up itself must read first what came meanwhile.
    soon(() => {
      if (this.#late && this.#phase !== undefined)
        this.#finish(timeUp(this.#phase, this.#exchange.url.origin, this.#time))
    })
  }

  #finish(reason: HfnError): void {
    this.reason ??= reason
    this.end()
    this.#stop(this.reason)
  }
}
