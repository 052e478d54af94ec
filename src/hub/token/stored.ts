import { HfnError } from '../../core/error.ts'
import { oneLine } from '../../core/secret.ts'
import { ownEnvironment, type Environment } from '../settings.ts'
import { changeStore, lockStore, type StoreChange } from './change-store.ts'
import { cleanToken } from './clean.ts'
import { readStore, type Store } from './store.ts'

/** Where the logins are, and who is told what is noticed on the way. */
export interface StoredOptions {
  /** Read instead of `process.env`. */
  readonly env?: Environment | undefined
  readonly onWarning?: ((text: string) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** A login that is stored on this computer. */
export interface StoredToken {
  readonly name: string
  /** Its beginning and its end, enough to tell it from others. */
  readonly preview: string
  /** True for the one of the token file. */
  readonly isActive: boolean
  /** When it ends, if it does. */
  readonly expiresAt?: Date | undefined
}

/** Letters a token must have before some of them are shown. */
const tellingLength = 16

const previewOf = (token: string): string =>
  token.length < tellingLength ? '****' : `${token.slice(0, 3)}****${token.slice(-4)}`

const dateOf = (text: string | undefined): Date | undefined => {
  const date = new Date(Number(text ?? Number.NaN) * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** The logins of this computer, those of Python's client too. @throws FILE_FAILED */
export const storedTokens = async ({ env = ownEnvironment() }: StoredOptions = {}): Promise<readonly StoredToken[]> => {
  const { token: inUse, sections } = await readStore(env)
  return [...sections].flatMap(([name, values]) => {
    const token = values.get('hf_token')
    if (!token) return []
    return [{ name, preview: previewOf(token), isActive: token === inUse, expiresAt: dateOf(values.get('expires_at')) }]
  })
}

const unknown = (name: string): HfnError =>
  new HfnError('NOT_FOUND', `No login is called "${oneLine(name)}"`, { hint: 'See them with hfn auth list.' })

const change = async (
  { env = ownEnvironment(), onWarning = () => {}, signal }: StoredOptions,
  edit: (store: Store) => StoreChange,
): Promise<void> => {
  const changing = { env, warn: onWarning, signal }
  await lockStore(changing, () => changeStore(edit, changing))
}

/** Makes a stored login the one in use. @throws NOT_FOUND, FILE_FAILED */
export const switchToken = async (name: string, options: StoredOptions = {}): Promise<void> => {
  await change(options, (store) => {
    const token = cleanToken(store.sections.get(name)?.get('hf_token') ?? '', `the login ${oneLine(name)}`)
    if (token === undefined) throw unknown(name)
    return { token }
  })
}

export interface LogoutOptions extends StoredOptions {
  /** The login to forget; default the one in use. */
  readonly name?: string | undefined
  /** Forgets them all. */
  readonly all?: boolean | undefined
}

/** What a logout did. */
export interface LoggedOut {
  /** The logins that were forgotten. */
  readonly names: readonly string[]
  /** True when the token in use is gone. */
  readonly wasActive: boolean
}

/** What is to go. */
const goneOf = ({ token, sections }: Store, { name, all }: LogoutOptions): LoggedOut => {
  const holders = [...sections].filter(([, values]) => token !== undefined && values.get('hf_token') === token)
  const active = holders.map(([each]) => each)
  if (all) return { names: [...sections.keys()], wasActive: token !== undefined }
  if (name === undefined) return { names: active, wasActive: token !== undefined }
  if (!sections.has(name)) throw unknown(name)
  return { names: [name], wasActive: active.includes(name) }
}

/** Forgets logins of this computer; the tokens themselves stay valid. @throws NOT_FOUND when no login is called `name`; FILE_FAILED */
export const logout = async (options: LogoutOptions = {}): Promise<LoggedOut> => {
  const { env = ownEnvironment(), name, all } = options
  const { token, sections } = await readStore(env)
  let gone: LoggedOut = { names: [], wasActive: false }
  if (token === undefined && sections.size === 0 && name === undefined && !all) return gone
  await change(options, (store) => {
    gone = goneOf(store, options)
    if (all) return { token: null, sections: null }
    const rest = [...store.sections].filter(([each]) => !gone.names.includes(each))
    return {
      ...(gone.names.length === 0 ? {} : { sections: new Map(rest) }),
      ...(gone.wasActive ? { token: null } : {}),
    }
  })
  return gone
}
