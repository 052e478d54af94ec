import type { BuiltPage } from './built.ts'

/** The page as last built, when the server runs from its sources; the bundle puts the built module in place of this one. */
const { page } = (await import(new URL('../../../dist/page/assets.js', import.meta.url).href)) as {
  readonly page: BuiltPage
}

export { page }
