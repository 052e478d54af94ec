import { readFile } from 'node:fs/promises'
import { placesOf } from '../places.ts'
import type { Environment } from '../settings.ts'

/** A token, and where it was found. */
export interface FoundToken {
  readonly token: string
  /** A variable's name, or a file. */
  readonly source: string
}

/** Variables that hold a token: today's name first, then those of older clients. */
const variables = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HUGGINGFACEHUB_API_TOKEN', 'HF_API_TOKEN']

/** The token of the environment, else that of the file that Python's client writes. */
export const findToken = async (env: Environment): Promise<FoundToken | undefined> => {
  for (const source of variables) {
    const token = env[source]?.trim()
    if (token) return { token, source }
  }
  const { token: source } = placesOf(env)
  const token = await readFile(source, 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
  return token === '' ? undefined : { token, source }
}
