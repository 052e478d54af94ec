import type { Snippet } from './call.ts'
import { curl } from './curl.ts'
import { gradioJavaScript } from './gradio-javascript.ts'
import { gradioPython } from './gradio-python.ts'
import { hfnCommand } from './hfn-command.ts'
import { hfnTypeScript } from './hfn-typescript.ts'

export interface Language {
  readonly name: string
  /** How the reader gets what the snippet needs; none: it is there. */
  readonly install?: string
  readonly write: Snippet
}

/** Everything a call can be written in. */
export const languages: readonly Language[] = [
  { name: 'TypeScript', install: 'npm install hfn', write: hfnTypeScript },
  { name: 'Command line', install: 'npm install --global hfn', write: hfnCommand },
  { name: 'curl', write: curl },
  { name: 'Python', install: 'pip install gradio_client', write: gradioPython },
  { name: 'JavaScript', install: 'npm install @gradio/client', write: gradioJavaScript },
]
