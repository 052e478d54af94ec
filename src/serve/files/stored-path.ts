const pattern = /^hfn\/([0-9a-f]{32})\/([^/]+)$/

/** A new path nobody can guess. */
export const newPath = (name: string): string => `hfn/${crypto.randomUUID().replaceAll('-', '')}/${name}`

/** The two parts of a path we gave out; undefined for any other text. */
export const readPath = (path: string): { readonly id: string; readonly name: string } | undefined => {
  const [, id, name] = pattern.exec(path) ?? []
  return id === undefined || name === undefined ? undefined : { id, name }
}
