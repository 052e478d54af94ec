import { HfnError } from '../../core/error.ts'
import type { HubClient, HubRequest } from './contract.ts'
import { nextLink, onHub } from './link.ts'
import { readJson } from './read-json.ts'

/** Pages without an item that are asked for one after another. */
const mostEmpty = 100

const endless = ({ path }: HubRequest): HfnError =>
  new HfnError('BAD_ANSWER', `The list of ${path} has pages without end`, {
    hint: 'What answers is no true Hub: is HF_ENDPOINT right?',
  })

/** What is asked of a Hub, page after page (`Link: …; rel="next"`): the JSON of each, whatever it is. */
export async function* pagesOf(
  { endpoint, ask }: Pick<HubClient, 'endpoint' | 'ask'>,
  request: HubRequest,
): AsyncGenerator<unknown> {
  let next: HubRequest | undefined = request
  let mark: string | undefined
  for (let count = 1; next !== undefined; count++) {
    const answer: Awaited<ReturnType<typeof ask>> = await ask(next)
    const link = nextLink(answer.header('link'))
    yield await readJson(answer)
    const path = link === undefined ? undefined : onHub(link, endpoint)
    if (path !== undefined && path === mark) throw endless(request)
    // Brent's way to find a circle of any length with one link kept.
    if ((count & (count - 1)) === 0) mark = path
    next = path === undefined ? undefined : { ...request, path, query: undefined }
  }
}

/** The items of a list, page after page; only one page is held at a time. */
export async function* itemsOf(hub: Pick<HubClient, 'endpoint' | 'ask'>, request: HubRequest): AsyncGenerator<unknown> {
  let empty = 0
  for await (const page of pagesOf(hub, request)) {
    if (!Array.isArray(page))
      throw new HfnError('BAD_ANSWER', `${request.path} is no list`, {
        hint: 'Ask for it as one value: hfn hub <path>, or hub.request(path).',
      })
    empty = page.length === 0 ? empty + 1 : 0
    if (empty > mostEmpty) throw endless(request)
    yield* page
  }
}
