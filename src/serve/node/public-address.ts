import ipaddr from 'ipaddr.js'

/** The only block of IPv6 that is given out to the public (RFC 4291 §2.4, IANA); `::127.0.0.1` and others lie outside. */
const globalUnicast = /^[23][\da-f]{3}:/

/**
 * Is it the address of a public machine? Not those of this machine or its network, of none or of many, nor any of IPv6 that
 * stands for one of IPv4 (mapped, translated or tunnelled): where these lead is not for the address to say.
 */
export const isPublicAddress = (address: string): boolean => {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || globalUnicast.test(parsed.toString())
}
