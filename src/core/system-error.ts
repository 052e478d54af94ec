/** The code that an error of the system carries, such as ENOENT; '' when it has none. */
export const codeOf = (cause: unknown): string => (cause instanceof Error && 'code' in cause ? String(cause.code) : '')
