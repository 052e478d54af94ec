/** Calls back when what has happened by now, arrivals included, has been dealt with; browsers come near to it. */
export const soon: (callback: () => void) => void = globalThis.setImmediate ?? ((callback) => setTimeout(callback, 0))
