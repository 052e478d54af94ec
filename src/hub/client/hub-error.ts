import { HfnError, type ErrorCode } from '../../core/error.ts'
import type { Answer } from '../../core/http.ts'
import { oneLine } from '../../core/secret.ts'

/** How much of an answer is looked at for its reason. */
const glance = 64 * 1024

/** What is known of a request that was refused. */
interface Asked {
  readonly endpoint: string
  /** What it was about: `model owner/name`. */
  readonly about: string
  readonly hasToken: boolean
}

interface Meaning {
  readonly code: ErrorCode
  readonly message: (asked: Asked, reason: string | undefined) => string
  readonly hint: (asked: Asked) => string
}

const login = 'Log in with hfn login, or set HF_TOKEN.'

/** The page people open for what a request was about. */
const pageOf = ({ endpoint, about }: Asked): string => {
  const [, type = '', id = ''] = /^(model|dataset|space) (\S+)/.exec(about) ?? []
  return `${endpoint}/${type === 'model' ? '' : `${type}s/`}${id}`
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`)

const missing: Meaning = {
  code: 'NOT_FOUND',
  message: ({ about }) => `There is no ${about}, or it is private`,
  hint: ({ hasToken }) =>
    hasToken
      ? 'Check the name, and whether your token may see it: hfn whoami'
      : `Check the name; if it is private: ${login}`,
}

/** What the Hub calls its refusals (`X-Error-Code`). */
const byErrorCode: Readonly<Record<string, Meaning>> = {
  RepoNotFound: missing,
  RevisionNotFound: {
    code: 'NOT_FOUND',
    message: ({ about }) => `There is no such revision of ${about}`,
    hint: (asked) => `See the branches and tags: ${pageOf(asked)}/tree/main`,
  },
  EntryNotFound: {
    code: 'NOT_FOUND',
    message: ({ about }) => `There is no such file in ${about}`,
    hint: (asked) => `See the files: ${pageOf(asked)}/tree/main`,
  },
  GatedRepo: {
    code: 'GATED',
    message: ({ about }) => `Access to ${about} is restricted by its authors`,
    hint: (asked) => `Ask for access at ${pageOf(asked)}${asked.hasToken ? '.' : `, and log in: hfn login`}`,
  },
}

const byStatus: Readonly<Record<number, Meaning>> = {
  400: {
    code: 'BAD_ARGUMENT',
    message: ({ about }, reason) => `The Hub does not take this request for ${about}${because(reason)}`,
    hint: () => 'Check names and values.',
  },
  401: {
    code: 'LOGIN_NEEDED',
    message: ({ about }, reason) => `The Hub wants a login for ${about}${because(reason)}`,
    hint: () => login,
  },
  402: {
    code: 'FORBIDDEN',
    message: ({ about }, reason) => `${about} costs something that is not paid for${because(reason)}`,
    hint: ({ endpoint }) => `See ${endpoint}/settings/billing`,
  },
  403: {
    code: 'FORBIDDEN',
    message: ({ about }, reason) => `Your token may not do this with ${about}${because(reason)}`,
    hint: ({ endpoint }) => `Give it the permission at ${endpoint}/settings/tokens, or use another: hfn login`,
  },
  404: {
    code: 'NOT_FOUND',
    message: ({ about }, reason) => `The Hub has no ${about}${because(reason)}`,
    hint: () => 'Check the name.',
  },
  409: {
    code: 'EXISTS',
    message: ({ about }, reason) => `There is a ${about} already${because(reason)}`,
    hint: () => 'Take another name, or use the one there is.',
  },
  413: {
    code: 'TOO_LARGE',
    message: ({ about }) => `Too much at once for ${about}`,
    hint: () => 'Send less at a time.',
  },
  429: {
    code: 'RATE_LIMITED',
    message: (_, reason) => `Too many requests to the Hub${because(reason)}`,
    hint: ({ hasToken }) => (hasToken ? 'Wait some minutes.' : `Wait some minutes, or log in for more: hfn login`),
  },
}

const invalidToken: Meaning = {
  code: 'BAD_CREDENTIALS',
  message: () => 'The Hub does not know this token: it is wrong, or was revoked',
  hint: () => 'Log in again with hfn login, or leave the token out with --public.',
}

const disabled: Meaning = {
  code: 'FORBIDDEN',
  message: ({ about }) => `${about} is disabled by the Hub`,
  hint: (asked) => `Its page may say why: ${pageOf(asked)}`,
}

const unwell = (status: number): Meaning => ({
  code: status >= 500 ? 'UNREACHABLE' : 'BAD_ANSWER',
  message: ({ endpoint }, reason) => `The Hub at ${endpoint} answers with status ${status}${because(reason)}`,
  hint: () => (status >= 500 ? 'It has troubles of its own; try again later.' : 'Is HF_ENDPOINT the address of a Hub?'),
})

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ') || undefined
  if (typeof value !== 'object' || value === null) return undefined
  const { error, errors, message, error_description: description }: Record<string, unknown> = { ...value }
  return textOf(description) ?? textOf(error) ?? textOf(errors) ?? textOf(message)
}

/** Why, in the answer's own words: its header's, or those of its body. */
const reasonOf = async (answer: Answer): Promise<string | undefined> => {
  const text = await answer.text(glance).catch(() => '')
  const said = answer.header('x-error-message')
  if (said) return oneLine(said)
  try {
    const reason = textOf(JSON.parse(text))
    return reason === undefined ? undefined : oneLine(reason).replace(/\.$/, '')
  } catch {
    // A page is nothing to show; one plain line is.
    return text.length > 0 && text.length < 200 && !/[<\n]/.test(text.trim()) ? oneLine(text) : undefined
  }
}

const meaningOf = (answer: Answer, reason: string | undefined, { hasToken }: Asked): Meaning => {
  const { status } = answer
  if (
    /invalid credentials|invalid (?:user )?(?:access )?token|invalid username or password/i.test(reason ?? '') &&
    hasToken
  )
    return invalidToken
  if (/access to this resource is disabled/i.test(reason ?? '')) return disabled
  return byErrorCode[answer.header('x-error-code') ?? ''] ?? byStatus[status] ?? unwell(status)
}

/** The error that an answer of the Hub means; reads its body. */
export const hubError = async (answer: Answer, asked: Asked): Promise<HfnError> => {
  const { status } = answer
  const reason = await reasonOf(answer)
  const meaning = meaningOf(answer, reason, asked)
  const after = Number(answer.header('retry-after'))
  return new HfnError(meaning.code, meaning.message(asked, reason), {
    hint: meaning.hint(asked),
    status,
    retryAfter: Number.isFinite(after) && after > 0 ? after : undefined,
  })
}
