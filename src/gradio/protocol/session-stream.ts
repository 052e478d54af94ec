import { serverSentEvents } from '../../core/sse.ts'
import type { Finished } from '../../callable/run.ts'
import { readMessage, type Message } from '../../wire/message.ts'
import { accept, tellCancel } from './accept.ts'
import { askAppId } from './app-id.ts'
import { isBreak, openStream } from './open-stream.ts'
import type { Line, Protocol, Submission } from './protocol.ts'
import { joinRequest, streamRequest } from './request.ts'

interface Pending {
  readonly submission: Submission
  /** True once the function is at work, not merely waiting in line. */
  started: boolean
  /** The app that took it, where apps say what they are. */
  readonly app: string | undefined
  /** True once a stream told anything of it. */
  heard: boolean
  /** When the stream broke under this run, until something comes for it again; milliseconds. */
  interruptedAt: number | undefined
  settle(error: unknown, finished?: Finished): void
}

/** Pauses before a stream that ended without news is opened again; milliseconds. */
const pauses = [0, 100, 1_000]
/** Runs of which messages may be kept before their ids are known, and messages of each. */
const earlyRuns = 1_000
const earlyMessages = 100

/**
 * Protocols `sse_v1` to `sse_v3` (Gradio 4.9 and later): every run joins by POST, and one stream per session carries them all.
 * The server ends the stream when it knows of no pending run. It is never dropped early, because a dropped stream makes
 * Gradio forget the session's other runs.
 */
export class SessionStream implements Protocol {
  readonly #line: Line
  readonly #session: string
  readonly #pending = new Map<string, Pending>()
  /** Runs given up while they waited in line, by event: their functions, to be stopped as soon as they start. */
  readonly #abandoned = new Map<string, number>()
  /** Messages of runs whose id is still on its way to us, by that id. */
  readonly #early = new Map<string, Message[]>()
  #joining = 0
  /** The last numbered message of a stream that has not said goodbye. */
  #seen: number | undefined
  #saidGoodbye = false
  #reading = false
  #wake: (() => void) | undefined

  constructor(line: Line, session: string) {
    this.#line = line
    this.#session = session
  }

  async post({ endpoint, data, run }: Pick<Submission, 'endpoint' | 'data' | 'run'>): Promise<string> {
    const place = { session: this.#session, app: this.#line.appId }
    return accept(this.#line, joinRequest(endpoint.index, data, place), run)
  }

  async submit(submission: Submission): Promise<Finished> {
    this.#joining += 1
    let result: Promise<Finished>
    try {
      const eventId = await this.post(submission)
      submission.accepted?.(eventId)
      result = this.follow(eventId, submission)
    } finally {
      this.#joining -= 1
      if (this.#joining === 0) this.#early.clear()
    }
    return result
  }

  follow(eventId: string, submission: Submission): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const { run } = submission
      const settle = (error: unknown, finished?: Finished): void => {
        if (!this.#pending.delete(eventId)) return
        release()
        this.#wake?.()
        if (finished === undefined) reject(error)
        else resolve(finished)
      }
      const onStop = (): void => {
        if (!entry.started && !this.#line.cancelsWaiting) {
          this.#abandoned.set(eventId, submission.endpoint.index)
          return settle(run.stopped)
        }
        void this.#cancel(eventId, entry).then(() => settle(run.stopped))
      }
      const app = this.#line.appId
      const entry: Pending = { submission, started: false, app, heard: false, interruptedAt: undefined, settle }
      this.#pending.set(eventId, entry)
      const release = run.onStop(onStop)
      if (run.stopped !== undefined) onStop()
      const early = this.#early.get(eventId) ?? []
      this.#early.delete(eventId)
      for (const message of early) this.#deliver(message)
      this.#wake?.()
      void this.#read()
    })
  }

  #cancel(eventId: string, entry: Pending): Promise<void> {
    const { index } = entry.submission.endpoint
    const alone = ![...this.#pending.values()].some(
      (other) => other !== entry && other.started && other.submission.endpoint.index === index,
    )
    return tellCancel(this.#line, { index, eventId, session: this.#session, alone: alone && entry.started })
  }

  /** Keeps a stream open while runs are pending. */
  async #read(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    this.#seen = undefined
    let fruitless = 0
    for (let again = false; this.#pending.size + this.#abandoned.size > 0; again = true) {
      const waiting = new Set(this.#pending.values())
      try {
        if (again && !this.#saidGoodbye && !(await this.#isTheSame())) continue
        this.#saidGoodbye = false
        if (await this.#readStream()) fruitless = 0
        else fruitless += 1
        if (fruitless >= pauses.length) throw new Error('the stream ended before the result came')
      } catch (error) {
        // What refuses has no more to say; a connection that broke is tried again: the app may be starting.
        if (this.#line.closed.aborted || fruitless >= pauses.length - 1 || !isBreak(error)) {
          for (const entry of waiting) entry.settle(entry.submission.broken(error))
        }
        fruitless += 1
      }
      // The app drops what waits in line when its stream breaks.
      if (fruitless > 0) this.#abandoned.clear()
      // A server that said it would close knows of no run that joined meanwhile; one that did not has lost those that were there.
      if (!this.#saidGoodbye) {
        for (const entry of this.#pending.values())
          if (entry.heard || waiting.has(entry)) entry.interruptedAt ??= Date.now()
      }
      const pause = pauses[fruitless] ?? 0
      if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause))
    }
    this.#reading = false
  }

  /** Is it still the app that was told of before? If not, ends the runs that are lost with it. */
  async #isTheSame(): Promise<boolean> {
    const known = [...this.#pending.values()].filter(({ app }) => app !== undefined)
    if (known.length === 0) return true
    const app = await askAppId(this.#line)
    const lost = app === undefined ? [] : known.filter((entry) => entry.app !== app)
    if (lost.length === 0) return true
    this.#seen = undefined
    for (const entry of lost) entry.settle(entry.submission.restarted())
    return false
  }

  /** Reads one stream to its end; true when it brought anything for a pending run. */
  async #readStream(): Promise<boolean> {
    const place = { session: this.#session, after: this.#seen }
    const answer = await openStream(this.#line, streamRequest(place, this.#line.closed, this.#line.silence))
    let fruitful = false
    for await (const events of serverSentEvents(answer.chunks())) {
      for (const { data } of events) {
        const message = readMessage(data)
        if (message !== undefined && this.#deliver(message)) fruitful = true
      }
      this.#giveUpInterrupted()
      await this.#slowReader()
    }
    return fruitful
  }

  #deliver(message: Message): boolean {
    if (typeof message.seq === 'number') this.#seen = message.seq
    if (message.msg === 'close_stream') {
      this.#saidGoodbye = true
      // What comes next may be told by another app, with numbers of its own.
      this.#seen = undefined
    }
    const id = message.event_id
    if (id === undefined || id === null) {
      for (const entry of this.#pending.values()) this.#hand(entry, message)
      return false
    }
    const entry = this.#pending.get(id)
    if (entry === undefined) {
      this.#stopAbandoned(id, message)
      if (this.#joining > 0) this.#keep(id, message)
      return false
    }
    entry.interruptedAt = undefined
    entry.heard = true
    if (message.msg !== 'estimation') entry.started = true
    this.#hand(entry, message)
    return true
  }

  #keep(eventId: string, message: Message): void {
    const kept = this.#early.get(eventId)
    if (kept === undefined && this.#early.size < earlyRuns) this.#early.set(eventId, [message])
    else if (kept !== undefined && kept.length < earlyMessages) kept.push(message)
  }

  #hand(entry: Pending, message: Message): void {
    try {
      const finished = entry.submission.take(message)
      if (finished !== undefined) entry.settle(undefined, finished)
    } catch (error) {
      entry.settle(error)
      // The function still runs when it was only its output that could not be read.
      if (message.msg === 'process_generating') void this.#cancel(message.event_id ?? '', entry)
    }
  }

  #stopAbandoned(eventId: string, message: Message): void {
    const index = this.#abandoned.get(eventId)
    if (index === undefined || message.msg === 'estimation') return
    this.#abandoned.delete(eventId)
    if (message.msg === 'process_completed') return
    const alone = ![...this.#pending.values()].some(
      ({ started, submission }) => started && submission.endpoint.index === index,
    )
    void tellCancel(this.#line, { index, eventId, session: this.#session, alone })
  }

  /** Ends runs that were pending when a stream broke and of which the next stream says nothing. */
  #giveUpInterrupted(): void {
    const limit = Date.now() - this.#line.silence
    for (const entry of this.#pending.values()) {
      if (entry.interruptedAt !== undefined && entry.interruptedAt < limit) {
        entry.settle(entry.submission.broken(new Error('the app no longer speaks of this run')))
      }
    }
  }

  /** Lets a slow reader slow the server, but only while it is alone: others must not wait for it. */
  async #slowReader(): Promise<void> {
    if (this.#pending.size !== 1) return
    const [entry] = this.#pending.values()
    const caughtUp = entry?.submission.run.ready()
    if (caughtUp === undefined) return
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve
    })
    await Promise.race([caughtUp, woken])
    this.#wake = undefined
  }
}
