import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const group: Group = {
  name: 'endpoints',
  description: 'Run models on machines of their own, which cost money while they run.',
  commands: [
    {
      name: 'list',
      aliases: ['ls'],
      usage: '',
      summary: 'List your endpoints and how they stand',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'info',
      aliases: ['describe', 'show'],
      usage: '<name>',
      summary: 'Show an endpoint',
      load: async () => (await import('./info.ts')).infoCommand,
    },
    {
      name: 'hardware',
      usage: '',
      summary: 'List what endpoints can run on, and what that costs',
      load: async () => (await import('./hardware.ts')).hardwareCommand,
    },
    {
      name: 'create',
      aliases: ['deploy'],
      usage: '[name] --model <id> …',
      summary: 'Make an endpoint for a model, and start it',
      load: async () => (await import('./create.ts')).createCommand,
    },
    {
      name: 'update',
      usage: '<name> …',
      summary: 'Change an endpoint',
      load: async () => (await import('./update.ts')).updateCommand,
    },
    {
      name: 'wait',
      usage: '<name>',
      summary: 'Wait until an endpoint is ready',
      load: async () => (await import('./wait.ts')).waitCommand,
    },
    {
      name: 'pause',
      usage: '<name>',
      summary: 'Stop an endpoint until it is resumed',
      load: async () => (await import('./act.ts')).pauseCommand,
    },
    {
      name: 'resume',
      usage: '<name>',
      summary: 'Start an endpoint again',
      load: async () => (await import('./act.ts')).resumeCommand,
    },
    {
      name: 'scale-to-zero',
      usage: '<name>',
      summary: 'Stop an endpoint until the next request to it',
      load: async () => (await import('./act.ts')).scaleToZeroCommand,
    },
    {
      name: 'delete',
      aliases: ['rm'],
      usage: '<name>',
      summary: 'Delete an endpoint for good',
      load: async () => (await import('./delete.ts')).deleteCommand,
    },
  ],
  otherwise: { name: 'info', fits: (word) => word.includes('/') },
}

export const endpointsCommand = (context: Context): Command => groupCommand(group, context)
