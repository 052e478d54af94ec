/** What the page may load and do: its own files, its own server, and media a visitor chose or the app gave. */
const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
]

export interface PagePolicy {
  /** Origins whose pages may show it in a frame. */
  readonly frames: readonly string[]
  /** SHA-256, as base64, of the one style sheet that stands in it; without it, nothing inline is let in. */
  readonly style?: string | undefined
}

const policyOf = ({ frames, style }: PagePolicy): string =>
  [
    ...rules,
    `style-src ${style === undefined ? "'self'" : `'sha256-${style}'`}`,
    ["frame-ancestors 'self'", ...frames].join(' '),
  ].join('; ')

/** Headers of an HTML page of ours. */
export const pageHeaders = (policy: PagePolicy): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policyOf(policy),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  // The page tells what the app is now.
  'cache-control': 'no-cache',
  vary: 'accept-encoding',
})
