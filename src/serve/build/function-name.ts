/** A function's own name as its name in the app; letters that names in addresses do not have are left out. */
export const nameOfFunction = (fn: { readonly name: string }, fallback: string): string =>
  fn.name.replace(/^bound /, '').replace(/[^\p{L}\p{N}_-]/gu, '') || fallback
