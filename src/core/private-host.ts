/** Networks no public server can reach (RFC 6890, as far as people use them), and IPv6 that stands for IPv4 (RFC 6052, RFC 4291). */
const privateV4 =
  /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./
const privateV6 = /^\[(::1?\]|f[cd]|fe[89a-f]|::[0-9a-f]+:[0-9a-f]+\]|::ffff:|64:ff9b:)/
const privateName = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)$/

/** Whether only this machine or its network is likely to reach a URL's host. */
export const isPrivateHost = (url: URL): boolean => {
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  const isAddress = host.startsWith('[') || /^[\d.]+$/.test(host)
  if (isAddress) return privateV4.test(host) || privateV6.test(host)
  return privateName.test(host) || !host.includes('.')
}
