import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const models: Group = {
  name: 'models',
  description: 'Find models on the Hub, and see what they are.',
  commands: [
    {
      name: 'list',
      aliases: ['ls', 'find', 'search'],
      usage: '[words…]',
      summary: 'List models that fit',
      load: async () => (await import('./models-list.ts')).modelsListCommand,
    },
    {
      name: 'info',
      aliases: ['show'],
      usage: '<id>',
      summary: 'Show what the Hub says of a model',
      load: async () => (await import('./models-info.ts')).modelsInfoCommand,
    },
  ],
  otherwise: { name: 'info', fits: (word) => word.includes('/') },
}

export const modelsCommand = (context: Context): Command => groupCommand(models, context)
