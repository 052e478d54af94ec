import type { Returned, RunEvent } from '../../callable/callable.ts'
import { printable } from '../../core/secret.ts'
import type { Output } from '../output.ts'
import { renderOutputs } from './value.ts'

/** Writes the events of one run to stdout. */
export interface Printer {
  print(event: RunEvent): Promise<void>
  /** True while the last line waits for its end. */
  readonly isOpen: boolean
  /** Ends what was begun; the run may have failed. */
  end(): Promise<void>
}

/** Text that a terminal may show, or any text elsewhere. */
export const shown = (out: Output, text: string): string => (out.isTerminal ? printable(text) : text)

const printer = (print: (event: RunEvent) => Promise<void>): Printer => ({ print, isOpen: false, end: async () => {} })

/** Every event as one line of JSON, as it comes. */
export const jsonLines = (out: Output): Printer =>
  printer((event) => out.write(`${shown(out, JSON.stringify(event))}\n`))

/** The final outputs as one JSON array. */
export const jsonArray = (out: Output): Printer =>
  printer(async (event) => {
    if (event.type === 'done')
      await out.write(`${shown(out, JSON.stringify(event.data, null, out.isTerminal ? 2 : undefined))}\n`)
  })

export const silent: Printer = printer(async () => {})

/**
 * Each output on a line of its own, as it comes; the final one is not said twice.
 * On a terminal, a text that grows goes on where it stopped.
 */
export const lines = (out: Output, returned: readonly Returned[]): Printer => {
  let last = ''
  let isOpen = false
  return {
    get isOpen() {
      return isOpen
    },
    async print(event) {
      if (event.type !== 'output' && event.type !== 'done') return
      const text = renderOutputs(event.data, returned, out.isTerminal)
      if (text === undefined || (event.type === 'done' && text === last)) return
      const goesOn = isOpen && typeof event.data[0] === 'string' && text.length > last.length && text.startsWith(last)
      const rest = goesOn ? text.slice(last.length) : text
      const begin = isOpen && !goesOn ? '\n' : ''
      last = text
      isOpen = out.isTerminal
      await out.write(shown(out, `${begin}${rest}${isOpen ? '' : '\n'}`))
    },
    async end() {
      if (isOpen) await out.write('\n')
      isOpen = false
    },
  }
}

/** A printer that also keeps the last events. */
export const remembering = (printer: Printer, events: RunEvent[], limit: number): Printer => ({
  get isOpen() {
    return printer.isOpen
  },
  print(event) {
    events.push(event)
    if (events.length > limit) events.shift()
    return printer.print(event)
  },
  end: () => printer.end(),
})
