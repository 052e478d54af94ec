import type { Dependency } from './dependency.ts'
import { isObject, ownValue, type JsonObject } from './json.ts'

/** Finds what info says of a function; undefined when it keeps silent. */
export type Info = (dependency: Dependency) => JsonObject | undefined

/** Reads `/info`: endpoints by their name with a slash, unnamed ones (Gradio 3) by their index. Undefined when it is none. */
export const readInfo = (json: unknown): Info | undefined => {
  const named = ownValue(json, 'named_endpoints')
  const unnamed = ownValue(json, 'unnamed_endpoints')
  if (!isObject(named) && !isObject(unnamed)) return undefined
  return ({ apiName, id }) => {
    const entry = apiName === undefined ? ownValue(unnamed, String(id)) : ownValue(named, `/${apiName}`)
    return isObject(entry) ? entry : undefined
  }
}
