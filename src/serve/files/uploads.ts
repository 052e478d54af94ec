const done = new TextEncoder().encode('data: {"msg":"done"}\n\n')

/** Uploads under way by the id their caller chose, for those who ask how they stand. */
export class Uploads {
  readonly #running = new Map<string, Promise<unknown>>()

  /** Does the upload; while it lasts, it can be asked about. */
  async follow<Result>(id: string | undefined, upload: () => Promise<Result>): Promise<Result> {
    const running = upload()
    if (id === undefined) return running
    this.#running.set(id, running)
    try {
      return await running
    } finally {
      this.#running.delete(id)
    }
  }

  /** Says when the upload is over; undefined when there is none of this id. */
  progress(id: string): AsyncIterable<Uint8Array> | undefined {
    const running = this.#running.get(id)
    return running === undefined ? undefined : told(running)
  }
}

async function* told(running: Promise<unknown>): AsyncGenerator<Uint8Array> {
  // The upload's own answer says how it failed.
  await running.catch(() => {})
  yield done
}
