import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Environment } from './settings.ts'

/** The folders and files that hfn shares with Python's huggingface_hub (its constants.py). */
export interface Places {
  /** HF_HOME. */
  readonly home: string
  /** HF_HUB_CACHE: repos that were downloaded. */
  readonly cache: string
  /** HF_TOKEN_PATH: the token in use, alone in a file. */
  readonly token: string
  /** Beside it: all tokens that were logged in with, by name. */
  readonly storedTokens: string
}

/** `~` and `$NAME` or `${NAME}` replaced, as Python does. */
const expand = (path: string, env: Environment, home: string): string =>
  path
    .replace(/\$(?:(\w+)|\{([^}]*)\})/g, (whole, one?: string, other?: string) => env[one ?? other ?? ''] ?? whole)
    .replace(/^~(?=$|[/\\])/, () => home)

/** Where things are, from HF_HOME, HF_HUB_CACHE, HF_TOKEN_PATH and XDG_CACHE_HOME. */
export const placesOf = (env: Environment): Places => {
  const user = env['HOME'] || env['USERPROFILE'] || homedir()
  const at = (path: string): string => resolve(expand(path, env, user))
  const home = at(env['HF_HOME'] || join(env['XDG_CACHE_HOME'] || join(user, '.cache'), 'huggingface'))
  const token = at(env['HF_TOKEN_PATH'] || join(home, 'token'))
  return {
    home,
    cache: at(env['HF_HUB_CACHE'] || env['HUGGINGFACE_HUB_CACHE'] || join(home, 'hub')),
    token,
    storedTokens: join(token, '..', 'stored_tokens'),
  }
}
