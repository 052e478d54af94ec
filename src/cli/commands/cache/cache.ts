import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const group: Group = {
  name: 'cache',
  description: 'See, check and clear what was downloaded from the Hub; Python has it in common with hfn.',
  commands: [
    {
      name: 'ls',
      aliases: ['list'],
      usage: '',
      summary: 'List repos, or their revisions, and what they take',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'rm',
      aliases: ['remove', 'delete'],
      usage: '<ids…>',
      summary: 'Remove repos or revisions',
      load: async () => (await import('./remove.ts')).removeCommand,
    },
    {
      name: 'prune',
      usage: '',
      summary: 'Remove what nobody needs any more',
      load: async () => (await import('./prune.ts')).pruneCommand,
    },
    {
      name: 'verify',
      usage: '<repo>',
      summary: 'Read all files of a repo again and compare their hashes',
      load: async () => (await import('./verify.ts')).verifyCommand,
    },
    {
      name: 'path',
      usage: '[repo] [file]',
      summary: 'Print where the cache is, or what it has of a repo',
      load: async () => (await import('./path.ts')).pathCommand,
    },
  ],
}

export const cacheCommand = (context: Context): Command => groupCommand(group, context)
