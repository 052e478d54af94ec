import { HfnError } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { pause } from '../../core/pause.ts'
import { serverSentEvents, type ServerSentEvent } from '../../core/sse.ts'
import { lineOf, recordOf } from '../../core/record.ts'
import type { HubClient, HubRequest } from '../client/contract.ts'
import type { LogLine, LogOptions } from './contract.ts'
import { spaceRequest, spaceRuntime } from './info.ts'
import { Replay } from './replay.ts'
import { stageOf } from './stages.ts'

/** Milliseconds without a line after which a log that is not followed is over (huggingface_hub's fetch_space_logs). */
const usualIdle = 5000

/** Milliseconds of silence after which a followed log is asked for anew; the Hub sends a sign of life more often. */
const silence = 120_000

/** Milliseconds by which the clocks of the Hub and of a Space may differ. */
const skew = 5000

/** Bytes one line may have. */
const longestLine = 4 * 1024 * 1024

/** Connections in a row that may break without a line. */
const tries = 5

const logRequest = (id: string, { build = false }: LogOptions, signal: AbortSignal): HubRequest =>
  spaceRequest(id, `logs/${build ? 'build' : 'run'}`, {
    headers: { accept: 'text/event-stream' },
    timeouts: { idle: silence },
    compress: false,
    signal,
  })

/** `{"data": "…\n", "timestamp": "…"}`; a sign of life has no data. */
const readLine = ({ data }: ServerSentEvent): LogLine | undefined => {
  if (!data.startsWith('{')) return undefined
  let said: unknown
  try {
    said = JSON.parse(data)
  } catch {
    return undefined
  }
  const { data: text, timestamp } = recordOf(said)
  return typeof text === 'string' ? { text: text.replace(/\r?\n$/, ''), time: lineOf(timestamp, 40) } : undefined
}

const refusePage = async (id: string, answer: Answer): Promise<void> => {
  if (!/\bhtml\b/i.test(answer.header('content-type') ?? '')) return
  await answer.discard()
  throw new HfnError('BAD_ANSWER', `A web page answers at ${new URL(answer.url).origin}, not the log of Space ${id}`, {
    hint: 'The login page of a network or a proxy may stand in the way: open it in a browser.',
  })
}

const timeOf = ({ time }: LogLine): number => Date.parse(time ?? '')

/**
 * The log from its beginning until the Hub ends it; when it is not followed, until no more comes, or what comes was written
 * after it was asked for.
 */
const readLog = async function* (hub: HubClient, id: string, options: LogOptions): AsyncGenerator<LogLine, undefined> {
  const { follow = false, idle = usualIdle } = options
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, ...(options.signal === undefined ? [] : [options.signal])])
  let timer: ReturnType<typeof setTimeout> | undefined
  const expect = (): void => {
    if (!follow) timer = setTimeout(() => over.abort(), idle)
  }
  try {
    const answer = await hub.ask(logRequest(id, options, signal))
    await refusePage(id, answer)
    const now = Date.parse(answer.header('date') ?? '')
    const isLater = (line: LogLine): boolean => !follow && timeOf(line) > now + skew
    expect()
    for await (const batch of serverSentEvents(answer.chunks(), { limit: longestLine })) {
      const lines = batch.map(readLine).filter((line) => line !== undefined)
      if (lines.length === 0) continue
      clearTimeout(timer)
      const end = lines.findIndex(isLater)
      yield* end < 0 ? lines : lines.slice(0, end)
      if (end >= 0) return
      expect()
    }
  } catch (error) {
    if (!over.signal.aborted) throw error
  } finally {
    clearTimeout(timer)
  }
}

const isBroken = (error: unknown): boolean => HfnError.is(error) && ['STREAM_BROKEN', 'TIMEOUT'].includes(error.code)

/** True while more may come: a log ends when its Space goes to sleep, restarts, or moves to another machine. */
const goesOn = async (hub: HubClient, id: string, { build, follow, signal }: LogOptions): Promise<boolean> => {
  if (build === true || follow !== true) return false
  const { course } = stageOf((await spaceRuntime(hub, id, { signal })).stage)
  return course === 'runs' || course === 'starts'
}

/**
 * The lines a Space wrote, as they come: those of its run, or of its build. A connection that breaks is made again, and no line
 * is given twice. Only those who may change a Space can read them.
 */
export const spaceLogs = async function* (
  hub: HubClient,
  id: string,
  options: LogOptions = {},
): AsyncGenerator<LogLine, undefined> {
  const { signal } = options
  const replay = new Replay()
  let breaks = 0
  for (let silent = 0; ; silent++) {
    try {
      for await (const line of readLog(hub, id, options)) {
        if (!replay.isNew(timeOf(line))) continue
        breaks = silent = 0
        yield line
      }
      if (!(await goesOn(hub, id, options))) return
    } catch (error) {
      breaks++
      if (signal?.aborted === true || !isBroken(error) || breaks > tries) throw error
    }
    replay.restart()
    await pause(Math.min(10_000, 500 * 2 ** silent), signal)
  }
}
