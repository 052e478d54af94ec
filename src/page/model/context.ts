import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Page } from './page.ts'

const context = createContext<Page | undefined>(undefined)

export const PageProvider = context.Provider

/** The page a component stands in. */
export const usePage = (): Page => {
  const page = useContext(context)
  if (page === undefined) throw new Error('This component stands in no page')
  return page
}
