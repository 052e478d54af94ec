/** Files a visitor gave, by the path the app gave them: they are shown from here, not fetched back. */
const addresses = new Map<string, string>()

/** Remembers what lies behind a path. */
export const keepLocal = (path: string, file: Blob): void => {
  freeLocal(path)
  addresses.set(path, URL.createObjectURL(file))
}

/** Where the browser has the file; undefined when it came from elsewhere. */
export const localAddress = (path: string): string | undefined => addresses.get(path)

/** To be called when the file is no longer shown. */
export const freeLocal = (path: string): void => {
  const address = addresses.get(path)
  if (address === undefined) return
  addresses.delete(path)
  URL.revokeObjectURL(address)
}
