import type { RefObject } from 'preact'
import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Pixels from the end within which a reader is at the end. */
const near = 80

const distance = (): number => {
  const { scrollHeight } = document.documentElement
  return scrollHeight - innerHeight - scrollY
}

export interface Following {
  /** The reader has left the end. */
  readonly behind: boolean
  readonly jump: () => void
}

/** Keeps the end of the page in view while it grows, until the reader scrolls away from it. */
export const useFollowing = (log: RefObject<HTMLElement | null>): Following => {
  const follows = useRef(true)
  const [behind, setBehind] = useState(false)

  const jump = useCallback((): void => {
    // In a tab that is not open.
    if (log.current?.offsetParent === null) return
    follows.current = true
    setBehind(false)
    scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' })
  }, [log])

  useLayoutEffect(() => {
    const element = log.current
    if (element === null) return
    const follow = (): void => {
      if (follows.current) jump()
      else setBehind(distance() > near)
    }
    let last = scrollY
    const notice = (): void => {
      // What grows moves the end away, not the reader: only who went up has left.
      if (distance() <= near) follows.current = true
      else if (scrollY < last) follows.current = false
      last = scrollY
      setBehind(!follows.current)
    }
    const observer = new ResizeObserver(follow)
    observer.observe(element)
    addEventListener('scroll', notice, { passive: true })
    return () => {
      observer.disconnect()
      removeEventListener('scroll', notice)
    }
  }, [log, jump])

  return { behind, jump }
}
