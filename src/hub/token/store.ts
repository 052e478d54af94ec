import { HfnError } from '../../core/error.ts'
import { placesOf, type Places } from '../places.ts'
import type { Environment } from '../settings.ts'
import { cleanToken } from './clean.ts'
import { parseSections, type Sections } from './ini.ts'
import { readSecretFile } from './read-secret-file.ts'

/** What the two files say that hfn shares with Python's client. */
export interface Store {
  /** All that `token` holds: the token in use. */
  readonly token: string | undefined
  /** Of `stored_tokens`: by name, what is known of each login. */
  readonly sections: Sections
}

/** The files themselves. */
export interface Contents {
  readonly token: Buffer | undefined
  readonly stored: Buffer | undefined
}

/** The content of a file that is none, or far too large. */
const damaged = Buffer.of(0)

export const readContents = async ({ token, storedTokens }: Places): Promise<Contents> => {
  const bytesOf = async (path: string): Promise<Buffer | undefined> => {
    try {
      return (await readSecretFile(path))?.bytes
    } catch (error) {
      if (HfnError.is(error) && error.code === 'BAD_FILE') return damaged
      throw error
    }
  }
  return { token: await bytesOf(token), stored: await bytesOf(storedTokens) }
}

export const parseStored = (bytes: Buffer | undefined): ReturnType<typeof parseSections> => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (!text.includes('\0')) return parseSections(text)
  } catch {
    // No text at all.
  }
  return { sections: new Map(), sound: false }
}

const tokenIn = (bytes: Buffer | undefined, source: string): string | undefined => {
  try {
    return cleanToken(bytes?.toString() ?? '', source)
  } catch {
    return undefined
  }
}

export const storeOf = ({ token, stored }: Contents, places: Places): Store => ({
  token: tokenIn(token, places.token),
  sections: parseStored(stored).sections,
})

/** What is in the files; what cannot be understood counts as missing. @throws FILE_FAILED */
export const readStore = async (env: Environment): Promise<Store> => {
  const places = placesOf(env)
  return storeOf(await readContents(places), places)
}
