import { setTimeout as pause } from 'node:timers/promises'
import { HfnError } from '../../core/error.ts'
import { streamOf, type Queue, type QueueHost, type Task } from '../queue/contract.ts'
import type { SessionStore } from '../session-store.ts'
import { connect, loadPackages, reach, redisError, type Connections } from './connection.ts'
import { enteredEntry, reportEntry } from './entry.ts'
import { insistent } from './insist.ts'
import { Keys } from './keys.ts'
import { Lines, type Line } from './lines.ts'
import { redisSettings, type RedisQueueOptions, type RedisSettings } from './options.ts'
import { Places } from './places.ts'
import { Presence } from './presence.ts'
import { cancelling, entering, settling } from './scripts.ts'
import { redisSessions } from './sessions.ts'
import { Tail } from './tail.ts'
import { Workers } from './worker.ts'

/** Milliseconds for what is under way when the queue closes. */
const parting = 3_000

/** See `redisQueue`. */
export const openRedisQueue = async (host: QueueHost, url: string, options: RedisQueueOptions): Promise<Queue> => {
  const settings = redisSettings(url, options)
  const packages = await loadPackages()
  const { results, works, lockDuration } = settings
  const keys = new Keys(settings.prefix)
  const connections = connect(packages, settings)
  const { commands, lasting, subscriber } = connections
  const closing = new AbortController()
  const onError = (error: unknown): void => {
    if (!closing.signal.aborted) settings.onError(redisError(error, settings.url))
  }
  const shared = { host, keys, results, bullmq: packages.bullmq, commands, subscriber, redis: lasting, onError }
  const lines = new Lines(shared)
  const places = new Places({ ...shared, redis: commands })
  const presence = new Presence(shared)
  const tail = new Tail({ ...shared, onEntered: (stream) => void presence.attend(stream).catch(onError) })
  const insist = insistent(closing.signal, onError)
  const workers = works ? new Workers(lines.all(), { ...shared, places, insist, lockDuration }) : undefined
  const sessions = redisSessions({ redis: lasting, keys, keep: settings.sessions })
  return new RedisQueue({
    host,
    settings,
    keys,
    connections,
    lines,
    places,
    presence,
    tail,
    workers,
    sessions,
    closing,
  })
}

interface Parts {
  readonly host: QueueHost
  readonly settings: RedisSettings
  readonly keys: Keys
  readonly connections: Connections
  readonly lines: Lines
  readonly places: Places
  readonly presence: Presence
  readonly tail: Tail
  readonly workers: Workers | undefined
  readonly sessions: SessionStore
  readonly closing: AbortController
}

class RedisQueue implements Queue {
  readonly sessions: SessionStore
  readonly #parts: Parts
  #draining = false

  constructor(parts: Parts) {
    this.#parts = parts
    this.sessions = parts.sessions
  }

  async enter(task: Task): Promise<void> {
    if (this.#draining) throw new HfnError('APP_STOPPED', 'Queue is stopped.', { status: 503 })
    const { lines, tail } = this.#parts
    const stream = streamOf(task)
    const line = lines.of(task)
    await this.#reach(async () => {
      await Promise.all([tail.follow(stream), this.#put(line, task)])
      // Reads what was told since: that it entered.
      await tail.follow(stream)
    })
  }

  async cancel({ id, session }: Pick<Task, 'id' | 'session'>): Promise<void> {
    const { connections, lines, places } = this.#parts
    const { commands } = connections
    await this.#reach(async () => {
      const values = [...this.#first, id, session, reportEntry(id, { type: 'stopped' })]
      const name = await cancelling.run(commands, [], values)
      const line = typeof name === 'string' ? lines.named(name) : undefined
      if (line === undefined) return
      await line.queue.remove(id)
      places.moved(line, await commands.llen(line.waiting))
    })
  }

  async follow(stream: string): Promise<void> {
    const { presence, tail } = this.#parts
    try {
      await this.#reach(() => Promise.all([presence.attend(stream), tail.follow(stream)]))
    } catch (error) {
      tail.unfollow(stream).catch(() => {})
      throw error
    }
  }

  async unfollow(stream: string): Promise<boolean> {
    const { presence, tail } = this.#parts
    const left = tail.unfollow(stream)
    // Who cannot know whether it has readers elsewhere must not stop its runs.
    return this.#reach(() => left.then(() => presence.leave(stream))).catch(() => false)
  }

  async settle(stream: string, reports: number): Promise<void> {
    const { commands } = this.#parts.connections
    await this.#reach(() => settling.run(commands, [], [...this.#first, stream, reports]))
  }

  async drain(signal?: AbortSignal): Promise<void> {
    this.#draining = true
    await this.#parts.workers?.drain(signal)
  }

  async close(): Promise<void> {
    const { connections, lines, places, presence, tail, workers, closing } = this.#parts
    if (closing.signal.aborted) return
    this.#draining = true
    places.close()
    tail.close()
    const parted = Promise.all([presence.close(), workers?.close()]).then(() => lines.close())
    await Promise.race([parted.catch(() => {}), pause(parting, undefined, { ref: false })])
    closing.abort()
    workers?.disconnect()
    connections.close()
  }

  async #put(line: Line, task: Task): Promise<void> {
    const { host, connections, lines, presence } = this.#parts
    const { name, limit, batch } = line.rules
    await line.queue.add(task.function, { tasks: [task] }, { jobId: task.id })
    const keys = [line.waiting, line.running, ...lines.others(line)]
    const rules = [limit, batch, host.maxQueue].map((number) => Math.min(number, Number.MAX_SAFE_INTEGER))
    const values = [...this.#first, streamOf(task), name, enteredEntry(task), presence.process, ...rules]
    const full = await entering.run(connections.commands, keys, values)
    if (typeof full !== 'number') return
    await line.queue.remove(task.id)
    throw new HfnError('QUEUE_FULL', `Queue is full. Max size is ${host.maxQueue} and size is ${full}.`, {
      hint: 'Try again later.',
      status: 503,
    })
  }

  /** What every script is given first. */
  get #first(): [string, number] {
    return [this.#parts.keys.root, this.#parts.settings.results]
  }

  #reach<Value>(act: () => Promise<Value>): Promise<Value> {
    return reach(this.#parts.connections, this.#parts.settings, act)
  }
}
