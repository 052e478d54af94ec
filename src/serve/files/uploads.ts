/** Hears of the files of an upload as they come in. */
export interface UploadWatch {
  /** The content of a file, counted as it passes. */
  part(name: string, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
}

interface Settings {
  /** Milliseconds between signs of life. */
  readonly heartbeat: number
  /** Milliseconds an upload is waited for; default 3,000, as Gradio. */
  readonly patience?: number | undefined
}

const encoder = new TextEncoder()
const event = (message: object): Uint8Array => encoder.encode(`data: ${JSON.stringify(message)}\n\n`)

/** Letters an upload's id may have. */
const idLimit = 200
/** Milliseconds between two looks at what came, for those who follow. */
const pace = 100

/** How far an upload is. */
class Progress implements UploadWatch {
  readonly files: { readonly name: string; size: number }[] = []
  over = false

  async *part(name: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const file = { name, size: 0 }
    this.files.push(file)
    for await (const chunk of content) {
      file.size += chunk.byteLength
      yield chunk
    }
  }
}

/** Uploads under way by the id their caller chose, for those who ask how they stand. */
export class Uploads {
  readonly #settings: Settings
  readonly #running = new Map<string, Progress>()
  readonly #awaited = new Map<string, Set<(progress: Progress) => void>>()

  constructor(settings: Settings) {
    this.#settings = settings
  }

  /** Does the upload; while it lasts, it can be asked about. The first of an id counts. */
  async follow<Result>(
    id: string | undefined,
    upload: (watch: UploadWatch | undefined) => Promise<Result>,
  ): Promise<Result> {
    if (id === undefined || id.length > idLimit || this.#running.has(id)) return upload(undefined)
    const progress = new Progress()
    this.#running.set(id, progress)
    for (const tell of this.#awaited.get(id) ?? []) tell(progress)
    try {
      return await upload(progress)
    } finally {
      progress.over = true
      this.#running.delete(id)
    }
  }

  /** What comes in until the upload is over, as Gradio tells it; undefined when it has not begun in time. */
  async progress(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const progress = this.#running.get(id) ?? (await this.#begun(id))
    return progress === undefined ? undefined : told(progress, this.#settings.heartbeat)
  }

  #begun(id: string): Promise<Progress | undefined> {
    if (id === '' || id.length > idLimit) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const waiting = this.#awaited.get(id) ?? new Set()
      this.#awaited.set(id, waiting)
      const end = (progress?: Progress): void => {
        clearTimeout(timer)
        waiting.delete(end)
        if (waiting.size === 0) this.#awaited.delete(id)
        resolve(progress)
      }
      const timer = setTimeout(end, this.#settings.patience ?? 3_000, undefined)
      waiting.add(end)
    })
  }
}

/** Tells each reader what came since its last look; what is read slowly is told in larger pieces. */
async function* told(progress: Progress, heartbeat: number): AsyncGenerator<Uint8Array> {
  const known: number[] = []
  let last = Date.now()
  for (;;) {
    const { over } = progress
    for (const [index, { name, size }] of progress.files.entries()) {
      const news = size - (known[index] ?? 0)
      if (known[index] !== undefined && news === 0) continue
      known[index] = size
      last = Date.now()
      yield event({ msg: 'update', orig_name: name, chunk_size: news })
    }
    if (over) break
    if (Date.now() - last >= heartbeat) {
      last = Date.now()
      yield event({ msg: 'heartbeat' })
    }
    await new Promise((resolve) => setTimeout(resolve, pace))
  }
  yield event({ msg: 'done' })
}
