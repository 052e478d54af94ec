import type { Entry } from './entry.ts'

/** What is done with apps. */
export const appCommands: readonly Entry[] = [
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
    name: 'demo',
    usage: '',
    summary: 'Start a small app of hfn and call it',
    load: async () => (await import('./commands/demo.ts')).demoCommand,
  },
]
