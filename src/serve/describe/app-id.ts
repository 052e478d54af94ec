import type { Catalog } from '../catalog.ts'

/** FNV-1a over the characters, 32 bits (https://www.rfc-editor.org/rfc/rfc9923): a fingerprint, no secret. */
const fingerprint = (text: string): number => {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/**
 * What clients know an app again by; small enough for every JSON reader. Alone, it is another with each start, as the runs
 * of the last one are gone. Processes that share a queue are one app: theirs changes with the functions only.
 */
export const appIdOf = ({ all }: Catalog, shared: boolean): number => {
  if (!shared) return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  return fingerprint(JSON.stringify(all.map(({ callable: { name, input, output } }) => ({ name, input, output }))))
}
