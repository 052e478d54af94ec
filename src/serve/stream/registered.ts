import { pause } from '../../core/pause.ts'
import { arrivalOf } from '../limits/arrival.ts'

/** Milliseconds; the more runs Python's client has just put in line, the longer each of its threads waits for its turn. */
const noting = { alone: 100, busy: 200, each: 20, next: 200, left: 100, most: 1_500 }

/** @param took milliseconds it took to read the answer: who is slow at that is slow at the rest */
const timeFor = (others: number, took: number): number => {
  const time = others === 0 ? Math.max(noting.alone, took / 2) : Math.max(noting.busy + noting.each * others, took)
  return Math.min(time, noting.most)
}

export const isPython = ({ headers }: Request): boolean =>
  headers.get('user-agent')?.startsWith('gradio_client/') === true

/**
 * Resolves when Python's client knows the run that this request put in line: what it reads of one before is lost. It takes
 * down the id after it has closed the connection it asked on, as it does with each request; a proxy in between may keep it.
 * @param others how many other runs of the client are waited for
 */
export const registered = (request: Request, others: () => number): Promise<void> =>
  new Promise((resolve) => {
    const last = setTimeout(resolve, noting.most)
    last.unref?.()
    const begun = performance.now()
    const wait = (waited: number, took: number): void => {
      const time = timeFor(others(), took)
      // Others may have come meanwhile.
      if (waited >= time) resolve()
      else setTimeout(() => wait(time, took), time - waited)
    }
    arrivalOf(request).connection?.once('close', () => {
      clearTimeout(last)
      wait(0, performance.now() - begun)
    })
  })

/**
 * Resolves when no more runs of Python's client are to be expected soon: one that is put in line while its stream is closing
 * may be waited for in vain.
 * @param runs how many it has just put in line
 */
export const burst = (runs: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.min(noting.next + noting.each * runs, noting.most)).unref?.()
  })

/** Resolves when Python's client, which has just left a stream, knows that it has none. */
export const parted = (): Promise<void> => pause(noting.left, undefined, { background: true })
