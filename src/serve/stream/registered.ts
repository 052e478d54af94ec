import { arrivalOf } from '../limits/arrival.ts'

/**
 * Milliseconds Python's client has to take down the id of a run: after it has closed the connection it asked on, as it does
 * with each of its requests; and at most, where a proxy stands in between.
 */
const noting = { closed: 250, most: 1_500 }

export const isPython = ({ headers }: Request): boolean =>
  headers.get('user-agent')?.startsWith('gradio_client/') === true

/**
 * Resolves when Python's client knows the run that this request put in line: it must not read the end of one before, while
 * others of its session are under way.
 */
export const registered = (request: Request): Promise<void> =>
  new Promise((resolve) => {
    const last = setTimeout(resolve, noting.most)
    last.unref?.()
    arrivalOf(request).connection?.once('close', () => {
      clearTimeout(last)
      setTimeout(resolve, noting.closed)
    })
  })
