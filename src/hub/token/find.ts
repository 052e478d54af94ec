import { placesOf } from '../places.ts'
import type { Environment } from '../settings.ts'
import { cleanToken, type FoundToken } from './clean.ts'
import type { OAuthHub } from './oauth.ts'
import { renewed } from './renew.ts'
import { readSecretFile } from './read-secret-file.ts'

/** Variables that hold a token: today's name first, then those of older clients. */
const variables = ['HF_TOKEN', 'HUGGING_FACE_HUB_TOKEN', 'HF_API_TOKEN', 'HUGGINGFACEHUB_API_TOKEN']

/** The variable whose token comes before every file. */
export const tokenVariable = (env: Environment): string | undefined =>
  variables.find((name) => (env[name] ?? '').trim() !== '')

/**
 * The token to use: the environment's, else that of the file that Python's client uses too.
 * @param hub told what is to be said, and asked to renew a login that ends soon; without it nothing is said nor renewed
 * @throws BAD_CREDENTIALS when what is there is no token, BAD_FILE, FILE_FAILED when the file cannot be read
 */
export const findToken = async (env: Environment, hub?: OAuthHub): Promise<FoundToken | undefined> => {
  const variable = tokenVariable(env)
  if (variable !== undefined) {
    if (variable !== 'HF_TOKEN') hub?.warn(`The token comes from ${variable}, whose name today is HF_TOKEN`)
    const token = cleanToken(env[variable] ?? '', variable)
    return token === undefined ? undefined : { token, source: variable }
  }
  const { token: source } = placesOf(env)
  const file = await readSecretFile(source)
  const token = file && cleanToken(file.bytes.toString(), source)
  if (token === undefined) return undefined
  if (file?.shared) hub?.warn(`Others on this computer can read your token: chmod 600 ${source}`)
  return { token: hub === undefined ? token : await renewed(token, hub), source }
}
