/** A name nobody else has; `randomUUID` is not there on pages without a secure connection. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
