/** Every route of an app as a path below its address. */
export interface Paths {
  readonly config: string
  readonly login: string
  readonly logout: string
  readonly info: string
  /** Puts a run in line; in the protocol `sse` this is the stream. */
  readonly join: string
  /** The stream of a session; in the protocol `sse` this takes the inputs. */
  readonly data: string
  readonly queueStatus: string
  readonly cancel: string
  readonly reset: string
  readonly upload: string
  readonly uploadProgress: string
  readonly componentServer: string
  readonly appId: string
  readonly user: string
  /** Starts a run, or reads one when given its event. */
  readonly call: (name: string, eventId?: string) => string
  /** Runs outside the queue; `predict` is the one that takes an `fn_index`. */
  readonly run: (name: string) => string
  readonly heartbeat: (session: string) => string
  /** Takes the chunks of a running event's input. */
  readonly stream: (eventId: string) => string
}

const segment = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\u{FFFD}'))

const name = (text: string): string => text.replace(/^\/+/, '').split('/').map(segment).join('/')

/** The routes of an app whose API lives below `prefix`: '' before Gradio 5, `/gradio_api` since. */
export const pathsOf = (prefix: string): Paths => ({
  config: '/config',
  login: '/login',
  logout: '/logout',
  info: `${prefix}/info`,
  join: `${prefix}/queue/join`,
  data: `${prefix}/queue/data`,
  queueStatus: `${prefix}/queue/status`,
  cancel: `${prefix}/cancel`,
  reset: `${prefix}/reset`,
  upload: `${prefix}/upload`,
  uploadProgress: `${prefix}/upload_progress`,
  componentServer: `${prefix}/component_server`,
  appId: `${prefix}/app_id`,
  user: `${prefix}/user`,
  call: (endpoint, eventId) => `${prefix}/call/${name(endpoint)}${eventId === undefined ? '' : `/${segment(eventId)}`}`,
  run: (endpoint) => `${prefix}/run/${name(endpoint)}`,
  heartbeat: (session) => `${prefix}/heartbeat/${segment(session)}`,
  stream: (eventId) => `${prefix}/stream/${segment(eventId)}`,
})

/**
 * The URL of a path of an app, which may itself live below a path of its host.
 * @param query its undefined entries are left out
 */
export const urlOf = (base: string, path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.append(key, value)
  return `${base.replace(/\/+$/, '')}${path}${search.size === 0 ? '' : `?${search.toString()}`}`
}
