/** Lists that are kept in this browser, newest first; within bounds, and quiet where nothing may be kept. */
export interface KeptList<Entry> {
  read(): readonly Entry[]
  /** Puts an entry first, in place of the one with its id; the oldest go when there is no room. */
  put(entry: Entry): void
  remove(id: string): void
  clear(): void
}

export interface KeptListOptions<Entry> {
  /** Name of the place it is kept at. */
  readonly key: string
  /** Entries, and letters of all of them as JSON. */
  readonly most: number
  readonly room: number
  /** Reads what was kept, by this version or another; undefined for what is none. */
  readonly check: (value: unknown) => Entry | undefined
  /** Default: `localStorage`, where there is one. */
  readonly storage?: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
}

const browserStorage = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

/** Every change reads what is kept first: other tabs write there too. */
export const keptList = <Entry extends { readonly id: string }>({
  key,
  most,
  room,
  check,
  storage = browserStorage(),
}: KeptListOptions<Entry>): KeptList<Entry> => {
  const read = (): Entry[] => {
    try {
      const list: unknown = JSON.parse(storage?.getItem(key) ?? '[]')
      return Array.isArray(list) ? list.flatMap((value) => check(value) ?? []).slice(0, most) : []
    } catch {
      return []
    }
  }

  const write = (entries: readonly Entry[]): void => {
    const texts: string[] = []
    let length = 2
    for (const entry of entries.slice(0, most)) {
      const text = JSON.stringify(entry)
      if (length + text.length + 1 > room) continue
      length += text.length + 1
      texts.push(text)
    }
    // Others may have filled the browser's store.
    for (let count = texts.length; ; count = Math.floor(count / 2)) {
      try {
        if (count === 0) storage?.removeItem(key)
        else storage?.setItem(key, `[${texts.slice(0, count).join(',')}]`)
        return
      } catch {
        if (count === 0) return
      }
    }
  }

  return {
    read,
    put: (entry) => write([entry, ...read().filter(({ id }) => id !== entry.id)]),
    remove: (id) => write(read().filter((entry) => entry.id !== id)),
    clear: () => write([]),
  }
}
