import type { Command } from 'commander'
import type { Entry } from '../../entry.ts'
import type { Context } from '../../context.ts'
import { groupCommand } from '../../group.ts'

const entries: readonly Entry[] = [
  {
    name: 'list',
    aliases: ['ls'],
    usage: '[words…]',
    summary: 'List Spaces, or those of an author',
    load: async () => (await import('./list.ts')).spacesListCommand,
  },
  {
    name: 'search',
    usage: '<words…>',
    summary: 'Find Spaces by what they do',
    load: async () => (await import('./search.ts')).searchCommand,
  },
  {
    name: 'info',
    usage: '<space>',
    summary: 'Show a Space and, when it runs, its functions',
    load: async () => (await import('./info.ts')).infoCommand,
  },
  {
    name: 'wait',
    usage: '<space>',
    summary: 'Wait until a Space runs; wakes it when it sleeps',
    load: async () => (await import('./wait.ts')).waitCommand,
  },
  {
    name: 'start',
    usage: '<space>',
    summary: 'Wake a Space',
    load: async () => (await import('./control.ts')).startCommand,
  },
  {
    name: 'restart',
    usage: '<space>',
    summary: 'Stop a Space and start it again',
    load: async () => (await import('./control.ts')).restartCommand,
  },
  {
    name: 'pause',
    usage: '<space>',
    summary: 'Stop a Space until it is restarted',
    load: async () => (await import('./control.ts')).pauseCommand,
  },
  {
    name: 'sleep',
    usage: '<space> <time>',
    summary: 'Set after which time without visitors a Space sleeps',
    load: async () => (await import('./sleep.ts')).sleepCommand,
  },
  {
    name: 'hardware',
    usage: '[space] [flavor]',
    summary: 'List hardware, or ask for other',
    load: async () => (await import('./hardware.ts')).hardwareCommand,
  },
  {
    name: 'secrets',
    usage: 'list|set|delete <space> …',
    summary: 'The secrets of a Space',
    load: async () => (await import('./variables.ts')).secretsCommand,
  },
  {
    name: 'variables',
    usage: 'list|set|delete <space> …',
    summary: 'The variables of a Space',
    load: async () => (await import('./variables.ts')).variablesCommand,
  },
  {
    name: 'logs',
    usage: '<space>',
    summary: 'Print what a Space wrote',
    load: async () => (await import('./logs.ts')).logsCommand,
  },
  {
    name: 'duplicate',
    usage: '<space> [name]',
    summary: 'Copy a Space',
    load: async () => (await import('./duplicate.ts')).duplicateCommand,
  },
  {
    name: 'connect',
    usage: '<space>',
    summary: "Connect to a Space's app; prints address and session",
    load: async () => (await import('./connect.ts')).connectCommand,
  },
  {
    name: 'open',
    usage: '<space>',
    summary: "Print the address of a Space's app",
    load: async () => (await import('./open.ts')).openCommand,
  },
]

export const spacesCommand = (context: Context): Command =>
  groupCommand(
    {
      name: 'spaces',
      description: 'Spaces of the Hugging Face Hub: find them, see how they stand, start and change them.',
      commands: entries,
      otherwise: { name: 'info', fits: (word) => word.includes('/') },
    },
    context,
  )
