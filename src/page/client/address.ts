/** Where the app and its API are. */
export interface Address {
  /** Without a slash at its end. */
  readonly root: string
  /** The root with the prefix of the API. */
  readonly api: string
  /** Path of the API below the root. */
  readonly prefix: string
}

/** @param page the page's own address, which ends with a slash */
export const addressOf = (page: string, prefix: string): Address => {
  const root = new URL('.', page).href.replace(/\/$/, '')
  return { root, api: root + prefix, prefix }
}
