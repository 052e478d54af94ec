import { appCommands } from './app-commands.ts'
import type { Entry } from './entry.ts'
import { hubCommands } from './hub-commands.ts'

/** The commands in groups, as the help lists them. */
export const groups: readonly (readonly [title: string, commands: readonly Entry[]])[] = [
  ['Apps: Gradio apps and Spaces, by address or by owner/name', appCommands],
  ['The Hugging Face Hub', hubCommands],
]

export const commands: readonly Entry[] = groups.flatMap(([, entries]) => entries)
