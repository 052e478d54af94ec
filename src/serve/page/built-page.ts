import type { BuiltPage } from './built.ts'

let built: Promise<BuiltPage | undefined> | undefined

/** The page of this package, read once; undefined where it was never built. */
export const builtPage = (): Promise<BuiltPage | undefined> =>
  (built ??= import('./sources-page.ts').then(
    ({ page }) => page,
    () => undefined,
  ))
