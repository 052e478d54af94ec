import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HfnError } from '../../core/error.ts'
import { readFileText } from '../arguments/read-text.ts'
import type { Context } from '../context.ts'
import { warn } from '../render/note.ts'

type Passwords = Readonly<Record<string, string>>

/** Everybody but the owner. */
const others = 0o077

const wrong = (where: string): HfnError =>
  new HfnError('BAD_USAGE', `${where} holds no logins`, {
    hint: 'Write one user:password a line, or a JSON object of passwords by user.',
  })

/** Logins as lines of `user:password` or as a JSON object; blank lines and those that begin with # are left out. */
export const readPasswords = (text: string, where: string): Passwords => {
  const entries = text.trimStart().startsWith('{') ? jsonEntries(text, where) : lineEntries(text, where)
  if (entries.length === 0) throw wrong(where)
  return Object.fromEntries(entries)
}

const jsonEntries = (text: string, where: string): [string, string][] => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw wrong(where)
  }
  return Object.entries(value as object).map(([user, password]: [string, unknown]) => {
    if (typeof password !== 'string' || password === '') throw wrong(where)
    return [user, password]
  })
}

const lineEntries = (text: string, where: string): [string, string][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const colon = line.indexOf(':')
      if (colon < 1 || colon === line.length - 1) throw wrong(where)
      return [line.slice(0, colon), line.slice(colon + 1)]
    })

/** Who may use the app: from the file, else from HFN_SERVE_AUTH; never from the command line, which others can read. */
export const passwordsFor = async (context: Context, file: string | undefined): Promise<Passwords | undefined> => {
  const { cwd, env } = context
  if (file === undefined) {
    const text = env['HFN_SERVE_AUTH']
    return text === undefined || text === '' ? undefined : readPasswords(text, 'HFN_SERVE_AUTH')
  }
  const text = await readFileText(context, file)
  const { mode } = await stat(resolve(cwd, file))
  if ((mode & others) !== 0 && process.platform !== 'win32') {
    await warn(context, `${file} can be read by others; chmod 600 ${file} changes that.`)
  }
  return readPasswords(text, file)
}
