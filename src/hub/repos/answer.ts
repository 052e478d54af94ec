import type { HubClient, HubRequest } from '../client/contract.ts'
import { pagesOf } from '../client/pages.ts'
import { take } from './list.ts'

/** What a path of the Hub answers: one value, or the items of a list. */
type HubAnswer = { readonly value: unknown } | { readonly items: AsyncIterable<unknown> }

/** The items of a page and, where more are wanted, of those behind it. */
async function* itemsFrom(page: readonly unknown[], more: AsyncIterable<unknown> | undefined): AsyncGenerator<unknown> {
  yield* page
  if (more !== undefined) for await (const next of more) if (Array.isArray(next)) yield* next
}

/** Asks, and tells a list from all else. @param limit items in all, over as many pages as that takes; default those of one page */
export const answerOf = async (hub: HubClient, request: HubRequest, limit?: number): Promise<HubAnswer> => {
  const pages = pagesOf(hub, request)
  const { value } = await pages.next()
  if (!Array.isArray(value)) return { value }
  return { items: take(itemsFrom(value, limit === undefined ? undefined : pages), limit) }
}
