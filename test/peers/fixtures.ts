import { readFileSync, readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

/** A picture, another one, a sound, a film, a text and a solid. */
export const fixtures = join(import.meta.dirname, 'fixtures')

export type Fixture = 'photo.png' | 'after.png' | 'tone.wav' | 'clip.mp4' | 'note.txt' | 'cube.obj'

/** Stands for a file in the rows: a fixture, or `*.webp` for whatever file of that kind. */
export interface FileMark {
  readonly $file: string
}

/** Stands for a data URL. */
export interface DataMark {
  readonly $data: string
}

export const file = (name: Fixture | `*.${string}`): FileMark => ({ $file: name })
export const data = (name: Fixture | `*.${string}`): DataMark => ({ $data: name })

export const pathOf = (name: Fixture): string => join(fixtures, name)

const contents = readdirSync(fixtures).map((name) => ({ name, content: readFileSync(join(fixtures, name)) }))

/** The mark of a file that came back: the fixture with this very content, else its kind. */
const markOf = (content: Uint8Array, name: string): FileMark => ({
  $file: contents.find((one) => one.content.equals(content))?.name ?? `*${extname(name)}`,
})

/** A row's value as a user gives it: each mark becomes the fixture's path. */
export function withPaths(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withPaths)
  if (typeof value !== 'object' || value === null) return value
  if ('$file' in value) return join(fixtures, String(value.$file))
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPaths(one)]))
}

/** What a function returned, as rows write it: whatever `read` knows as a file becomes its mark. */
export async function withMarks(
  value: unknown,
  read: (value: object) => Promise<{ name: string; content: Uint8Array }> | undefined,
): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((one) => withMarks(one, read)))
  if (typeof value !== 'object' || value === null) return value
  const found = await read(value)
  if (found) return markOf(found.content, found.name)
  const entries = Object.entries(value).map(async ([key, one]) => [key, await withMarks(one, read)] as const)
  return Object.fromEntries(await Promise.all(entries))
}
