import { useEffect } from 'preact/hooks'
import { usePage } from '../model/context.ts'

/** Opens what somebody shared; it shows nothing itself. */
export const SharedInputs = () => {
  const page = usePage()
  useEffect(() => {
    const open = (): void => {
      const { hash } = location
      if (!/^#(?:inputs|pressed)=/.test(hash)) return
      void import('./share.ts').then(({ openShared }) => openShared(page, hash)).catch(() => {})
    }
    open()
    addEventListener('hashchange', open)
    return () => removeEventListener('hashchange', open)
  }, [page])
  return null
}
