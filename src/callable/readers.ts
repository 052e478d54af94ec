import { Channel } from '../core/channel.ts'
import type { HfnError } from '../core/error.ts'
import type { DoneEvent, RunEvent } from './callable.ts'

/** Events a reader may be behind before the source is asked to wait; it waits until half of them are read. */
const enough = 64
/** Events a reader may be behind before its older ones are dropped. */
const limit = 4 * enough

/** How the events of a run end: with the last one, or with what is thrown. */
export type Ending<Outputs extends readonly unknown[]> =
  | { readonly done: DoneEvent<Outputs> }
  | { readonly error: HfnError }

/** All who iterate one run; each gets what happens from its coming on, the first also what happened before. */
export class Readers<Outputs extends readonly unknown[]> {
  readonly #onDeserted: () => Promise<void> | void
  #reading: Channel<RunEvent<Outputs>>[] = []
  /** Holds what happens while nobody reads, for the next one who does. */
  #early: Channel<RunEvent<Outputs>> | undefined
  #ending: Ending<Outputs> | undefined
  #turned = false
  #caughtUp: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined

  /** @param onDeserted told when the last reader left early; it waits for the answer */
  constructor(onDeserted: () => Promise<void> | void) {
    this.#onDeserted = onDeserted
  }

  emit(event: RunEvent<Outputs>): void {
    if (this.#ending !== undefined) return
    for (const reader of this.#reading) reader.push(event)
    if (this.#reading.length === 0) (this.#early ??= this.#channel(enough)).push(event)
  }

  /** See `Run.ready`. */
  ready(): Promise<void> | undefined {
    if (this.#reading.length === 0) return this.#firstTurn()
    if (!this.#reading.some((reader) => reader.size >= enough)) return undefined
    if (this.#caughtUp === undefined) {
      let resolve = (): void => {}
      const promise = new Promise<void>((settle) => (resolve = settle))
      this.#caughtUp = { promise, resolve }
    }
    return this.#caughtUp.promise
  }

  /** Lets a source that waits for slow readers go on. */
  release(): void {
    this.#caughtUp?.resolve()
    this.#caughtUp = undefined
  }

  /** A new reader. */
  open(): AsyncIterator<RunEvent<Outputs>, undefined> {
    const reader = this.#early ?? this.#channel(limit)
    this.#early = undefined
    reader.limit = limit
    if (this.#ending === undefined) this.#reading.push(reader)
    else finish(reader, this.#ending)
    return reader
  }

  /** Ends all readers, those to come included. */
  close(ending: Ending<Outputs>): void {
    this.#ending = ending
    for (const reader of this.#reading) finish(reader, ending)
    this.#reading = []
    this.release()
  }

  /** A source that emits much at once waits one turn, so that who starts a run and then iterates it misses nothing. */
  #firstTurn(): Promise<void> | undefined {
    if (this.#turned || (this.#early?.size ?? 0) < enough) return undefined
    this.#turned = true
    return Promise.resolve()
  }

  #channel(most: number): Channel<RunEvent<Outputs>> {
    const channel: Channel<RunEvent<Outputs>> = new Channel({
      limit: most,
      mayDrop: ({ type }) => type !== 'log',
      onTake: () => this.#releaseWhenDrained(),
      onLeave: () => this.#leave(channel),
    })
    return channel
  }

  #releaseWhenDrained(): void {
    if (this.#caughtUp !== undefined && this.#reading.every((reader) => reader.size <= enough / 2)) this.release()
  }

  async #leave(channel: Channel<RunEvent<Outputs>>): Promise<void> {
    this.#reading = this.#reading.filter((reader) => reader !== channel)
    this.#releaseWhenDrained()
    if (this.#reading.length === 0) await this.#onDeserted()
  }
}

const finish = <Outputs extends readonly unknown[]>(
  reader: Channel<RunEvent<Outputs>>,
  ending: Ending<Outputs>,
): void => {
  if ('error' in ending) return reader.close(ending)
  reader.push(ending.done)
  reader.close()
}
