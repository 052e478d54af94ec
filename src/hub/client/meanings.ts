import type { ErrorCode } from '../../core/error.ts'

/** What is known of a request that was refused. */
export interface Asked {
  readonly endpoint: string
  /** Who answered. */
  readonly origin: string
  /** What it was about: `model owner/name`. */
  readonly about: string
  /** Where the token it was sent with comes from; undefined when there was none. */
  readonly tokenSource: string | undefined
}

/** What a refusal means, and what to do. */
export interface Meaning {
  readonly code: ErrorCode
  readonly message: (asked: Asked, reason: string | undefined) => string
  readonly hint: (asked: Asked, seconds: number | undefined) => string
}

const login = 'Log in with hfn login, or set HF_TOKEN.'

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`)

/** The page people open for the repo that a request was about. */
const pageOf = ({ endpoint, about }: Asked): string => {
  const [, type, id] = /\b(model|dataset|space) (\S+)/.exec(about) ?? []
  if (id === undefined) return endpoint
  return `${endpoint}/${type === 'model' ? '' : `${type}s/`}${id}`
}

/** Also what an anonymous 401 on a repo means. */
export const missing: Meaning = {
  code: 'NOT_FOUND',
  message: ({ about }) => `There is no ${about}, or it is private`,
  hint: ({ tokenSource }) =>
    tokenSource === undefined
      ? `Check the name; if it is private: ${login}`
      : 'Check the name, and whether your token may see it: hfn whoami',
}

const errorCodes: Readonly<Record<string, Meaning>> = {
  RepoNotFound: missing,
  RevisionNotFound: {
    code: 'NOT_FOUND',
    message: ({ about }, reason) => `There is no such revision of ${about}${because(reason)}`,
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
    hint: (asked) =>
      asked.tokenSource === undefined
        ? `Ask for access at ${pageOf(asked)}, and log in: hfn login`
        : `Ask for access at ${pageOf(asked)}, with the account of your token: hfn whoami`,
  },
}

/** What the Hub calls its refusals (`X-Error-Code`). */
export const byErrorCode: ReadonlyMap<string, Meaning> = new Map(Object.entries(errorCodes))

const invalidToken: Meaning = {
  code: 'BAD_CREDENTIALS',
  message: ({ tokenSource = 'this request' }) =>
    `The Hub does not know the token from ${tokenSource}: it is wrong, or was revoked`,
  hint: ({ tokenSource = '' }) =>
    /^[A-Z_]+$/.test(tokenSource)
      ? `Unset ${tokenSource} or put another one there, or leave the token out with --public.`
      : 'Log in again with hfn login, or leave the token out with --public.',
}

const disabled: Meaning = {
  code: 'FORBIDDEN',
  message: ({ about }) => `${about} is disabled by the Hub`,
  hint: (asked) => `Its page may say why: ${pageOf(asked)}`,
}

const barred: Meaning = {
  code: 'BAD_ANSWER',
  message: ({ origin }) => `A web page at ${origin} refuses this, and it is none of the Hub's`,
  hint: () => 'A proxy or a firewall may stand in the way: open the address in a browser.',
}

/** What is known of a refusal. */
interface Refusal {
  readonly status: number
  readonly reason: string
  readonly hasToken: boolean
  readonly isPage: boolean
}

/** Refusals that neither their code nor their status tells apart. */
export const byLooks: readonly { readonly fits: (refusal: Refusal) => boolean; readonly meaning: Meaning }[] = [
  {
    fits: ({ status, reason, hasToken }) =>
      status === 401 &&
      hasToken &&
      /invalid credentials|invalid (?:user )?(?:access )?token|invalid username or password/i.test(reason),
    meaning: invalidToken,
  },
  { fits: ({ reason }) => /access to this resource is disabled/i.test(reason), meaning: disabled },
  { fits: ({ status, isPage }) => status === 403 && isPage, meaning: barred },
]

export const byStatus: Readonly<Record<number, Meaning>> = {
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
    message: ({ about, tokenSource }, reason) =>
      `${tokenSource === undefined ? 'Without a token you' : 'Your token'} may not do this with ${about}${because(reason)}`,
    hint: ({ endpoint, tokenSource }) =>
      tokenSource === undefined
        ? login
        : `Give it the permission at ${endpoint}/settings/tokens, or use another: hfn login`,
  },
  404: {
    code: 'NOT_FOUND',
    message: ({ about }, reason) => `The Hub has no ${about}${because(reason)}`,
    hint: () => 'Check the name.',
  },
  407: {
    code: 'UNREACHABLE',
    message: () => 'The proxy wants a login before it passes anything on',
    hint: () => 'Give it in HTTPS_PROXY, such as http://user:password@proxy:3128',
  },
  409: {
    code: 'EXISTS',
    message: ({ about }, reason) => `${about} exists already${because(reason)}`,
    hint: () => 'Take another name, or use the one there is.',
  },
  412: {
    code: 'BAD_ANSWER',
    message: ({ about }, reason) => `${about} was changed by somebody else meanwhile${because(reason)}`,
    hint: () => 'Run it again.',
  },
  413: {
    code: 'TOO_LARGE',
    message: ({ about }) => `Too much at once for ${about}`,
    hint: () => 'Send less at a time.',
  },
  429: {
    code: 'RATE_LIMITED',
    message: (_, reason) => `Too many requests to the Hub${because(reason)}`,
    hint: ({ tokenSource }, seconds) =>
      `Wait ${seconds === undefined ? 'some minutes' : `${Math.ceil(seconds)} s`}${tokenSource === undefined ? ', or log in for more: hfn login' : '.'}`,
  },
  511: {
    code: 'UNREACHABLE',
    message: () => 'This network wants a login before it lets anything out',
    hint: () => 'Open any page in a browser to log in to the network.',
  },
}

/** Any other status. */
export const unwell = (status: number): Meaning => ({
  code: status >= 500 ? 'UNREACHABLE' : 'BAD_ANSWER',
  message: ({ origin }, reason) => `${origin} answers with status ${status}${because(reason)}`,
  hint: () => (status >= 500 ? 'It has troubles of its own; try again later.' : 'Is HF_ENDPOINT the address of a Hub?'),
})
