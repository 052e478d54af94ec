import { useEffect, useState } from 'preact/hooks'
import type { markdownNodes } from './engine.ts'

interface Engine {
  readonly markdownNodes: typeof markdownNodes
}

let loading: Promise<Engine> | undefined
let loaded: Engine | undefined

/** Parser and sanitiser come when the first text needs them. */
const loadEngine = async (): Promise<void> => {
  loading ??= import('./engine.ts')
  try {
    loaded = await loading
  } catch {
    // Plain text stays; the next text asks again.
    loading = undefined
  }
}

/** Parser and sanitiser, once they are there. */
export const useEngine = (): Engine | undefined => {
  const [engine, setEngine] = useState(loaded)
  useEffect(() => {
    if (engine !== undefined) return
    let wanted = true
    void loadEngine().then(() => {
      if (wanted) setEngine(loaded)
    })
    return () => {
      wanted = false
    }
  }, [engine])
  return engine
}
