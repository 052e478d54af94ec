import { recordOf, textOf } from '../../core/record.ts'
import { oneLine } from '../../core/secret.ts'
import type { HubClient } from '../client/contract.ts'
import type { Environment } from '../settings.ts'
import { cleanToken } from './clean.ts'

/** The part of a client that logging in needs. */
export type OAuthHub = Pick<HubClient, 'env' | 'offline' | 'send' | 'warn'>

/** What a login gave. */
export interface Grant {
  readonly token: string
  readonly refreshToken?: string | undefined
  /** Unix time in seconds. */
  readonly expiresAt?: number | undefined
}

/** What Python's client is registered as for logins with a code (huggingface_hub's constants.py). */
const registered = '26be6b09-91c5-47da-9861-d2d2bb7a7e36'

/** The client id of a login with a code: HF_DEVICE_CODE_OAUTH_CLIENT_ID, else that of Python's client. */
export const clientId = (env: Environment): string => env['HF_DEVICE_CODE_OAUTH_CLIENT_ID'] || registered

/** Milliseconds one answer may take; huggingface_hub's HF_HUB_DOWNLOAD_TIMEOUT. */
const limit = 10_000

/** Bytes an answer may have. */
const largest = 64 * 1024

/** What the Hub says to a form. */
export interface OAuthAnswer {
  readonly status: number
  /** Of an object of JSON; empty when the answer is none. */
  readonly values: Readonly<Record<string, unknown>>
}

/** Sends a form to an OAuth route of the Hub, once, without any token. @throws OFFLINE, UNREACHABLE, TIMEOUT, CANCELLED */
export const sendForm = async (
  hub: OAuthHub,
  path: string,
  fields: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<OAuthAnswer> => {
  const answer = await hub.send({
    method: 'POST',
    path,
    about: 'a login',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    token: false,
    retry: 'never',
    // What is in the form is for the Hub alone.
    redirect: 'manual',
    timeouts: { connect: limit, firstByte: limit, idle: limit },
    signal,
  })
  const text = await answer.text(largest)
  try {
    return { status: answer.status, values: recordOf(JSON.parse(text)) }
  } catch {
    return { status: answer.status, values: {} }
  }
}

/** Seconds the Hub sent under a name; undefined when it sent nonsense. */
export const secondsOf = (value: unknown): number | undefined =>
  typeof value === 'number' && value >= 0 && value < 1e9 ? value : undefined

/** The login an answer grants, undefined when it grants none. */
export const grantOf = ({ values }: OAuthAnswer): Grant | undefined => {
  const token = cleanToken(textOf(values['access_token']) ?? '', 'the answer of the Hub')
  if (token === undefined) return undefined
  const lifetime = secondsOf(values['expires_in'])
  return {
    token,
    refreshToken: cleanToken(textOf(values['refresh_token']) ?? '', 'the answer of the Hub'),
    expiresAt: lifetime === undefined ? undefined : Math.floor(Date.now() / 1000 + lifetime),
  }
}

/** Why an answer grants nothing, in the Hub's words. */
export const refusalOf = ({ status, values }: OAuthAnswer): string =>
  oneLine(
    [textOf(values['error']) ?? `status ${status}`, textOf(values['error_description'])].filter(Boolean).join(': '),
  )
