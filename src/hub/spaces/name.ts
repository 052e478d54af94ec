/** `owner/name`, or `spaces/owner/name`: an owner has no dot, by which a host's name is told from it. */
const words = /^(?:spaces\/)?[\w-]+\/[\w.-]+$/

/** Where the pages of the public Hub's Spaces are, beside the Hub that is asked. */
const publicHubs = ['https://huggingface.co', 'https://hf.co']

/**
 * The id of the Space that a text names, by its name or by the address of its page; undefined when it is the address of an app.
 * What begins with a host is an address: a name with a dot or a port, or `localhost`.
 */
export const spaceNamed = (text: string, endpoint: string | undefined): string | undefined => {
  const given = text.trim()
  if (words.test(given) && !given.startsWith('localhost/')) return given.replace(/^spaces\//, '')
  const address = /^https?:/i.test(given) ? given : `https://${given}`
  const hubs = [...(endpoint ? [endpoint.replace(/\/+$/, '')] : []), ...publicHubs]
  const hub = hubs.find((base) => address.startsWith(`${base}/spaces/`))
  return hub === undefined
    ? undefined
    : /^([\w-]+\/[\w.-]+)(?:[/?#]|$)/.exec(address.slice(`${hub}/spaces/`.length))?.[1]
}

/** Where the public Hub runs its Spaces, each under a name of its own (docs: Spaces overview). */
const publicSpaces = '.hf.space'

/** The name that a Space of the public Hub has in its address, `owner-name`; undefined for any other address. */
export const subdomainOf = ({ protocol, hostname, port }: URL): string | undefined =>
  protocol === 'https:' && port === '' && hostname.endsWith(publicSpaces)
    ? hostname.slice(0, -publicSpaces.length) || undefined
    : undefined
