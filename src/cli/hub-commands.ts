import type { Entry } from './entry.ts'

/** What is done with the Hub. */
export const hubCommands: readonly Entry[] = [
  {
    name: 'login',
    usage: '',
    summary: 'Log in to the Hugging Face Hub, with a browser or a token',
    load: async () => (await import('./commands/auth/login.ts')).loginCommand,
  },
  {
    name: 'logout',
    usage: '[name]',
    summary: 'Forget a login, or all of them',
    load: async () => (await import('./commands/auth/logout.ts')).logoutCommand,
  },
  {
    name: 'whoami',
    usage: '',
    summary: 'Say whose token is in use',
    load: async () => (await import('./commands/auth/whoami.ts')).whoamiCommand,
  },
  {
    name: 'auth',
    usage: '<command>',
    summary: 'List logins, switch between them, print the token in use',
    load: async () => (await import('./commands/auth/auth.ts')).authCommand,
  },
  {
    name: 'download',
    usage: '<repo> [files…]',
    summary: 'Download files of a repo; prints where they are',
    load: async () => (await import('./commands/download.ts')).downloadCommand,
  },
  {
    name: 'hub',
    usage: '<path> [--name value…]',
    summary: "Ask any path of the Hub's API; prints JSON",
    load: async () => (await import('./commands/hub/hub.ts')).hubCommand,
  },
  {
    name: 'models',
    aliases: ['model'],
    usage: '<command>',
    summary: 'Find models on the Hub, and see what they are',
    load: async () => (await import('./commands/hub/models.ts')).modelsCommand,
  },
  {
    name: 'datasets',
    aliases: ['dataset'],
    usage: '<command>',
    summary: 'Find datasets on the Hub, and see what they are',
    load: async () => (await import('./commands/hub/datasets.ts')).datasetsCommand,
  },
  {
    name: 'spaces',
    aliases: ['space'],
    usage: '<command>',
    summary: 'Find Spaces on the Hub, see how they stand, start them',
    load: async () => (await import('./commands/spaces/spaces.ts')).spacesCommand,
  },
  {
    name: 'endpoints',
    aliases: ['endpoint'],
    usage: '<command>',
    summary: 'Run models on machines of their own: dedicated endpoints',
    load: async () => (await import('./commands/endpoints/endpoints.ts')).endpointsCommand,
  },
  {
    name: 'repos',
    aliases: ['repo'],
    usage: '<command>',
    summary: 'Make, fill, change and delete repos of the Hub',
    load: async () => (await import('./commands/repos/repos.ts')).reposCommand,
  },
  {
    name: 'cache',
    usage: '<command>',
    summary: 'See, check and clear what was downloaded',
    load: async () => (await import('./commands/cache/cache.ts')).cacheCommand,
  },
]
