import { clients } from './clients/index.js'
import { downloaders } from './hub/entrants.js'
import { servers } from './server/servers.js'

/** Who is measured beside whom: `ours`, the peers it is compared with, and the `floor`. */
export const contests = {
  clients: { entrants: clients, peers: ['gradio-client', 'python'] },
  servers: { entrants: servers, peers: ['gradio'] },
  hubs: { entrants: downloaders, peers: ['hf-2', 'hf-1', 'huggingface-hub'] },
}

/** @typedef {keyof typeof contests} Contest */
