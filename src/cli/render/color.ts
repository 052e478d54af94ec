import type { Output } from '../output.ts'

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39] } as const

export type Paint = (style: keyof typeof codes, text: string) => string

/** Of the context of a command, what chooses colours. */
export interface Environment {
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Whether a stream shows colours: FORCE_COLOR, then NO_COLOR, then CLICOLOR_FORCE, then a terminal that is not dumb. */
const colours = ({ isTerminal }: Output, { env }: Environment): boolean => {
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  if (env['NO_COLOR']) return false
  if (env['CLICOLOR_FORCE']) return env['CLICOLOR_FORCE'] !== '0'
  return isTerminal && env['TERM'] !== 'dumb'
}

/** Paints text for one stream of a context, or leaves it as it is. */
export const painter = (stream: Output, context: Environment): Paint =>
  colours(stream, context)
    ? (style, text) => `\u001B[${codes[style][0]}m${text}\u001B[${codes[style][1]}m`
    : (_, text) => text
