import type { AppDefinition } from '../../blueprint.ts'
import { Page } from './page.ts'

export interface BlocksOptions {
  /** Heading of the page. */
  readonly title?: string | undefined
  /** A sentence or two under the heading, as Markdown. */
  readonly description?: string | undefined
}

/** A page of your own: components, how they stand in each other, and what happens on which event. */
export const Blocks = (build: (page: Page) => void, { title, description }: BlocksOptions = {}): AppDefinition => {
  const page = new Page()
  build(page)
  const { callables, settings, blueprint } = page
  return { title, description, callables, settings, blueprint }
}
