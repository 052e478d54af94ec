import type { Schema } from '../../../core/schema.ts'
import { mapFiles, type WireFile } from '../../../wire/file-data.ts'

/** One call to be written as code. */
export interface SnippetCall {
  /** Address of the app, without a slash at its end. */
  readonly url: string
  /** Path of the API below it, such as `/gradio_api`. */
  readonly prefix: string
  /** Name of the function. */
  readonly name: string
  /** All arguments, in order. */
  readonly inputs: readonly SnippetInput[]
}

export interface SnippetInput {
  readonly name: string
  readonly schema: Schema
  /** As it stands on the wire. */
  readonly value: unknown
  /** It can be left out. */
  readonly optional?: boolean | undefined
}

/** The arguments worth naming: all but those that are nothing and can be left out. */
export const namedInputs = ({ inputs }: SnippetCall): readonly SnippetInput[] =>
  inputs.filter(({ value, optional }) => optional !== true || (value !== null && value !== undefined))

/** Writes a call in one language. */
export type Snippet = (call: SnippetCall) => string

/** Where the reader of a snippet has a file: its URL, or its name in the folder the snippet runs in. */
export const filePlace = ({ path, orig_name: name }: WireFile): string =>
  /^https?:/i.test(path) ? path : (name ?? path.split(/[/\\]/).at(-1) ?? 'file')

/** The value with the place of each file instead of the file. */
export const withPlaces = (value: unknown): unknown => mapFiles(value, filePlace)

/** The files in a value, each once. */
export const filesIn = (value: unknown): readonly WireFile[] => {
  const files = new Map<string, WireFile>()
  mapFiles(value, (file) => {
    files.set(file.path, file)
    return file
  })
  return [...files.values()]
}
