import type { Answer } from '../core/http.ts'

/** The cookies of one app, kept by name; attributes do not matter, since they go to that app's origin only. */
export interface CookieJar {
  readonly all: Readonly<Record<string, string>>
  take(answer: Answer): void
  /** The `cookie` header, or nothing. */
  header(): string | undefined
}

export const createCookieJar = (start: Readonly<Record<string, string>> = {}): CookieJar => {
  const cookies = new Map(Object.entries(start))
  return {
    get all() {
      return Object.fromEntries(cookies)
    },
    take: (answer) => {
      for (const line of answer.cookies) {
        const match = /^\s*([^=;\s]+)=([^;]*)/.exec(line)
        if (match?.[1] === undefined || match[2] === undefined) continue
        if (/;\s*max-age=(0|-\d+)\s*(;|$)/i.test(line)) cookies.delete(match[1])
        else cookies.set(match[1], match[2])
      }
    },
    header: () => (cookies.size === 0 ? undefined : [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')),
  }
}
