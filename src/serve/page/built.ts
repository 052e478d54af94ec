/** One file of the page, with its compressed forms as base64. */
export interface BuiltFile {
  readonly type: string
  readonly text: string
  readonly gzip: string
  readonly brotli: string
}

/** The page as `scripts/page.js` builds it; names carry a hash of what is in them. */
export interface BuiltPage {
  readonly files: Readonly<Record<string, BuiltFile>>
  /** Names of the script the page begins with, of its style, and of the scripts that are needed at once besides. */
  readonly entry: string
  readonly style: string
  readonly preload: readonly string[]
}

let built: Promise<BuiltPage | undefined> | undefined

/** The page of this package, read once; undefined where it was never built. */
export const builtPage = (): Promise<BuiltPage | undefined> =>
  (built ??= import('./sources-page.ts').then(
    ({ page }) => page,
    () => undefined,
  ))
