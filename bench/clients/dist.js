import { pathToFileURL } from 'node:url'

/** Where the built package is; `HFN_DIST` names another folder than `dist`. */
export const dist =
  process.env.HFN_DIST === undefined
    ? new URL('../../dist/', import.meta.url)
    : pathToFileURL(`${process.env.HFN_DIST}/`)
