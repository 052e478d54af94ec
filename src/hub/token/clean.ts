import { HfnError } from '../../core/error.ts'

/** A token, and where it was found. */
export interface FoundToken {
  readonly token: string
  /** A variable's name, or a file. */
  readonly source: string
}

/** Letters a token may have; half of what servers take in all headers together. */
const longest = 8192

/**
 * The token in a text that people or files gave: without blanks around it and line breaks anywhere, as Python's client takes it;
 * undefined when nothing is left.
 * @param source where it comes from, for the message
 * @throws BAD_CREDENTIALS when it has what no header may have: control characters, blanks, letters beyond ASCII, or too many
 */
export const cleanToken = (text: string, source: string): string | undefined => {
  const token = text.replace(/[\r\n]/g, '').trim()
  if (token === '') return undefined
  const fault =
    token.length > longest
      ? 'it is longer than any token is'
      : /^[!-~]+$/.test(token)
        ? undefined
        : 'it has characters that no token has'
  if (fault === undefined) return token
  throw new HfnError('BAD_CREDENTIALS', `What ${source} holds is no token: ${fault}`, {
    hint: 'Copy the token once more from https://huggingface.co/settings/tokens, or log in with hfn login.',
  })
}

/** A token that a program gave; an empty one is none. @throws BAD_CREDENTIALS when it is no token */
export const givenToken = (text: string): FoundToken | undefined => {
  const source = 'the token option'
  const token = cleanToken(text, source)
  return token === undefined ? undefined : { token, source }
}
