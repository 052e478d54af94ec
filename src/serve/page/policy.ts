/** What the page may load and do: its own files, its own server, and media a visitor chose or the app gave; nothing inline. */
const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
]

/**
 * Headers of an HTML page of ours.
 * @param frames origins whose pages may show it in a frame
 */
export const pageHeaders = (frames: readonly string[]): Record<string, string> => ({
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [...rules, `frame-ancestors 'self'${frames.map((origin) => ` ${origin}`).join('')}`].join(
    '; ',
  ),
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  // The page tells what the app is now.
  'cache-control': 'no-cache',
})
