import type { Command } from 'commander'
import type { Context } from './context.ts'

/** One command: what the general help says of it, and where it is. */
export interface Entry {
  readonly name: string
  /** Other names it is found by. */
  readonly aliases?: readonly string[] | undefined
  readonly usage: string
  readonly summary: string
  load(): Promise<(context: Context) => Command>
}

export const commands: readonly Entry[] = [
  {
    name: 'info',
    usage: '<app> [function]',
    summary: 'List the functions of an app, or describe one',
    load: async () => (await import('./commands/info.ts')).infoCommand,
  },
  {
    name: 'call',
    usage: '<app> [function] [--name value…]',
    summary: 'Call a function and print what it returns, as it comes',
    load: async () => (await import('./commands/call.ts')).callCommand,
  },
  {
    name: 'send',
    usage: '<app> [function] [--name value…]',
    summary: 'Start a run without waiting; prints its handle',
    load: async () => (await import('./commands/send.ts')).sendCommand,
  },
  {
    name: 'results',
    usage: '<handle>',
    summary: 'Print the results of a run sent earlier',
    load: async () => (await import('./commands/results.ts')).resultsCommand,
  },
  {
    name: 'upload',
    usage: '<app> <files…>',
    summary: 'Send files to an app; prints one FileData a line',
    load: async () => (await import('./commands/upload.ts')).uploadCommand,
  },
  {
    name: 'types',
    usage: '<app> [-o file.ts]',
    summary: 'Write a TypeScript module that types an app',
    load: async () => (await import('./commands/types.ts')).typesCommand,
  },
  {
    name: 'api',
    usage: '<app> <path>',
    summary: "Make a plain HTTP request to an app's address",
    load: async () => (await import('./commands/api.ts')).apiCommand,
  },
  {
    name: 'serve',
    usage: '<file>',
    summary: 'Serve what a TypeScript or JavaScript file exports',
    load: async () => (await import('./commands/serve.ts')).serveCommand,
  },
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
  {
    name: 'demo',
    usage: '',
    summary: 'Start a small app of hfn and call it',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
]
