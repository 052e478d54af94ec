import type { Command } from 'commander'
import type { Returned } from '../callable/callable.ts'
import type { Context } from './context.ts'
import { jsonArray, jsonLines, lines, silent, type Printer } from './render/printer.ts'

/** How a run is shown: the options that every command with a run has. */
export interface Presentation {
  readonly json?: boolean | undefined
  readonly jsonl?: boolean | undefined
  readonly quiet?: boolean | undefined
  readonly output?: string | undefined
  readonly force?: boolean | undefined
}

export const presentationOptions = (command: Command): Command =>
  command
    .option('--json', 'print the final outputs as one JSON array')
    .option('--jsonl', 'print every event as one line of JSON, as it comes')
    .option('-o, --output <path>', 'save files, or else the text, to a file or folder; - is stdout')
    .option('--force', 'replace files that exist')

export const printerFor = (
  { out }: Context,
  { json, jsonl, quiet, output }: Presentation,
  returned: readonly Returned[],
): Printer => {
  if (jsonl) return jsonLines(out)
  if (json) return jsonArray(out)
  return quiet || output !== undefined ? silent : lines(out, returned)
}
