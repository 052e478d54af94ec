import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const datasets: Group = {
  name: 'datasets',
  description: 'Find datasets on the Hub, and see what they are.',
  commands: [
    {
      name: 'list',
      aliases: ['ls', 'find', 'search'],
      usage: '[words…]',
      summary: 'List datasets that fit',
      load: async () => (await import('./datasets-list.ts')).datasetsListCommand,
    },
    {
      name: 'info',
      aliases: ['show'],
      usage: '<id>',
      summary: 'Show what the Hub says of a dataset',
      load: async () => (await import('./datasets-info.ts')).datasetsInfoCommand,
    },
  ],
  otherwise: { name: 'info', fits: (word) => word.includes('/') },
}

export const datasetsCommand = (context: Context): Command => groupCommand(datasets, context)
