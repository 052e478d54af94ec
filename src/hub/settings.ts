import { HfnError } from '../core/error.ts'
import { oneLine, redactUrl } from '../core/secret.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The Hub itself (huggingface_hub's constants.py). */
const publicHub = 'https://huggingface.co'

/** The service behind dedicated endpoints (huggingface_hub's constants.py). */
const publicEndpoints = 'https://api.endpoints.huggingface.cloud/v2'

/** True for what Python's client takes as true: 1, on, yes, true in any case. */
export const isOn = (value: string | undefined): boolean => /^(?:1|on|yes|true)$/i.test(value ?? '')

/** An address of http or https without a slash at its end. @throws BAD_URL */
const address = (text: string, name: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '')
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
  throw new HfnError('BAD_URL', `${name} is "${oneLine(redactUrl(text))}", which is no address of a Hub`, {
    hint: `Write it like ${publicHub}, without user and password.`,
  })
}

/** Where the Hub is: `given`, else HF_ENDPOINT, else the public one; no slash at its end. */
export const hubAddress = (given: string | undefined, env: Environment): string =>
  address(given ?? (env['HF_ENDPOINT'] || publicHub), given === undefined ? 'HF_ENDPOINT' : 'endpoint')

/** Where dedicated endpoints are managed: `given`, else HFN_ENDPOINTS_URL, else the public service. */
export const endpointsAddress = (given: string | undefined, env: Environment): string =>
  address(
    given ?? (env['HFN_ENDPOINTS_URL'] || publicEndpoints),
    given === undefined ? 'HFN_ENDPOINTS_URL' : 'endpointsUrl',
  )

/** True when nothing may be asked of the network (HF_HUB_OFFLINE, TRANSFORMERS_OFFLINE). */
export const isOffline = (env: Environment): boolean => isOn(env['HF_HUB_OFFLINE']) || isOn(env['TRANSFORMERS_OFFLINE'])

/** This process's environment; none in a browser. */
export const ownEnvironment = (): Environment => (typeof process === 'object' ? (process.env ?? {}) : {})
