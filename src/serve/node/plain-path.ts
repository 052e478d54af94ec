const scheme = /^[a-z][\w+.-]*:\/\//i
/** Of a disk on Windows, but not a place on it: `C:x` is meant from wherever that disk's current folder is. */
const floating = /^[a-z]:(?![/\\])/i
const drive = /^[a-z]:(?=[/\\])/i
/** Two separators first name another machine on Windows, whose disk would be asked with the user's credentials. */
const host = /^[/\\]{2}/

/** What a part of a path must not be: empty, a way up, hidden by Windows' trimming, a stream of a file, unprintable. */
const isOdd = (part: string): boolean => part === '' || /[.\s]$/.test(part) || /[:\p{Cc}]/u.test(part)

/** Does a text look like a path that means the same place to everybody who reads it? Nothing is asked of the disk. */
export const isPlainPath = (path: string): boolean => {
  if (scheme.test(path) || floating.test(path) || host.test(path)) return false
  const parts = path.replace(drive, '').split(/[/\\]/)
  if (parts[0] === '') parts.shift()
  return parts.length > 0 && !parts.some(isOdd)
}
