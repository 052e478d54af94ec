import { useEffect, useState } from 'preact/hooks'
import { seconds } from './seconds.ts'

const tick = 100

/** The time since a moment of `performance.now()`, counting; only for eyes. */
export const Elapsed = ({ since }: { readonly since: number }) => {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tick)
    return () => clearInterval(timer)
  }, [since])
  return (
    <span class="elapsed" aria-hidden="true">
      {seconds(Math.max(0, now - since) / 1_000)}
    </span>
  )
}
