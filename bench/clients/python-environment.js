import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The Python of an environment that `npm run peers` makes, where `test/peers/environments.ts` puts it. */
export const findPython = (/** @type {string} */ environment) => {
  const { HFN_PEERS_CACHE: named, XDG_CACHE_HOME: caches } = process.env
  const cache = named ?? join(caches || join(homedir(), '.cache'), 'hfn', 'peers')
  const pins = readFileSync(new URL(`../../test/peers/pins/${environment}.txt`, import.meta.url))
  const version = createHash('sha256').update(pins).digest('hex').slice(0, 12)
  const python = join(cache, `${environment}-${version}`, 'bin', 'python')
  if (existsSync(python)) return python
  throw new Error(`there is no Python at ${python}: \`npm run peers\` makes it, \`--without\` leaves it out`)
}
