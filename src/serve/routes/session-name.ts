/** Characters of a session's name, which callers choose. */
const longest = 256

export const isSession = (name: unknown): name is string =>
  typeof name === 'string' && name !== '' && name.length <= longest
