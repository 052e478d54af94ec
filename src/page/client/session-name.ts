const key = 'hfn-session'

const newName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const stored = (): string | undefined => {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

const store = (name: string): void => {
  try {
    sessionStorage.setItem(key, name)
  } catch {
    // Then each load of the page is a visitor of its own.
  }
}

/** Holds a name for as long as this page lives; false when another tab holds it. */
const hold = (name: string): Promise<boolean> =>
  new Promise((resolve) => {
    // Only pages that came safely have locks.
    if (navigator.locks === undefined) return resolve(true)
    navigator.locks
      .request(`${key}-${name}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null)
        return lock === null ? undefined : new Promise<never>(() => {})
      })
      .catch(() => resolve(true))
  })

/** The name of this tab's session: the same after a reload, another in a tab that was copied from this one. */
export const sessionName = async (): Promise<string> => {
  const before = stored()
  if (before !== undefined && (await hold(before))) return before
  const name = newName()
  store(name)
  await hold(name)
  return name
}
