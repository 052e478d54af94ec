import ipaddr from 'ipaddr.js'

/** How a request came to this process. */
export interface Arrival {
  /** Address of the other side of the connection. */
  readonly address: string
  /** The port it came through takes connections of this computer only. */
  readonly local: boolean
  /** Its connection, where there is one. */
  readonly connection?: { once(event: 'close', listener: () => void): unknown } | undefined
}

const arrivals = new WeakMap<Request, Arrival>()
const unknown: Arrival = { address: '', local: false }

/** Called by whoever takes requests off the network. */
export const setArrival = (request: Request, arrival: Arrival): void => {
  arrivals.set(request, arrival)
}

/** How a request came; a request that came by no port of ours has no address. */
export const arrivalOf = (request: Request): Arrival => arrivals.get(request) ?? unknown

/**
 * An address as limits count it: IPv4 whole, IPv6 by its first 64 bits, since every caller has that many of its own.
 * What is no address is counted as one.
 */
export const countedAs = (address: string): string => {
  if (!ipaddr.isValid(address)) return ''
  const parsed = ipaddr.process(address)
  return parsed instanceof ipaddr.IPv6
    ? parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : parsed.toString()
}
