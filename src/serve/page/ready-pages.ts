import { userOf } from '../auth/user.ts'
import { accepts, type EncodedFile } from './encoding.ts'

/** Pages kept: one for each user who came lately. */
const most = 16

interface ReadyPage {
  readonly html: string
  gzip?: Promise<Uint8Array<ArrayBuffer>>
}

const compressed = async (html: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(new Blob([html]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer())

/** The page of one start of the app: made, and compressed, once for each user. */
export class ReadyPages {
  readonly #pages = new Map<string | undefined, ReadyPage>()

  /** @param make the page for who asks */
  async answer(request: Request, make: () => string): Promise<EncodedFile> {
    const page = this.#page(userOf(request), make)
    if (!accepts(request.headers.get('accept-encoding') ?? '', 'gzip')) return { body: page.html, headers: {} }
    page.gzip ??= compressed(page.html)
    return { body: await page.gzip, headers: { 'content-encoding': 'gzip' } }
  }

  #page(user: string | undefined, make: () => string): ReadyPage {
    const page = this.#pages.get(user) ?? { html: make() }
    // Put last: the first of the map is who has been away longest.
    this.#pages.delete(user)
    this.#pages.set(user, page)
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= most) break
      this.#pages.delete(oldest)
    }
    return page
  }
}
