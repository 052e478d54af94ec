import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** How much longer the page is free for its reader than busy with drawing. */
const freedom = 4

export interface Paced {
  /** The text to draw now; the newest one follows soon. */
  readonly shown: string
  /** Does a piece of drawing and notes how long it took. */
  readonly drawn: <Result>(draw: () => Result) => Result
}

/** Follows a text that may change faster than it can be drawn: at most once a frame, and never for most of the time. */
export const usePaced = (text: string): Paced => {
  const [shown, show] = useState(text)
  const latest = useRef(text)
  const cost = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  latest.current = text

  useLayoutEffect(() => {
    if (text === shown || timer.current !== undefined) return
    timer.current = setTimeout(
      () => {
        requestAnimationFrame(() => {
          timer.current = undefined
          cost.current = 0
          show(latest.current)
        })
      },
      Math.min(1_000, cost.current * freedom),
    )
  })
  useEffect(() => () => clearTimeout(timer.current), [])

  return {
    shown,
    drawn: (draw) => {
      const start = performance.now()
      try {
        return draw()
      } finally {
        cost.current += performance.now() - start
      }
    },
  }
}
