/** Milliseconds between drawings where no frame comes, as in a tab that is not seen. */
const unseen = 250

/** Work that is done once a frame at most. */
export interface Frames {
  request(): void
  /** Does it at once. */
  now(): void
}

export const frames = (work: () => void): Frames => {
  let waiting: { readonly frame: number; readonly timer: ReturnType<typeof setTimeout> } | undefined
  const now = (): void => {
    if (waiting !== undefined) {
      cancelAnimationFrame(waiting.frame)
      clearTimeout(waiting.timer)
      waiting = undefined
    }
    work()
  }
  return {
    request: () => {
      waiting ??= { frame: requestAnimationFrame(now), timer: setTimeout(now, unseen) }
    },
    now,
  }
}
