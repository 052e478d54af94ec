/** One file of the page, with its compressed forms as base64. */
export interface BuiltFile {
  readonly type: string
  readonly text: string
  readonly gzip: string
  readonly brotli: string
}

/** A style sheet, and the SHA-256 of it as base64, by which the policy knows it. */
interface BuiltStyle {
  readonly text: string
  readonly sha256: string
}

/** The page as `scripts/page.js` builds it; names carry a hash of what is in them. */
export interface BuiltPage {
  readonly files: Readonly<Record<string, BuiltFile>>
  /** It stands in the page itself, which then needs no second answer to be painted. */
  readonly style: BuiltStyle
  /** Names of the script the page begins with, and of the scripts that are needed at once besides. */
  readonly entry: string
  readonly preload: readonly string[]
}
