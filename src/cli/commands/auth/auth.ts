import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const group: Group = {
  name: 'auth',
  description: 'Log in to the Hugging Face Hub, and choose among logins. Python uses the same ones.',
  commands: [
    {
      name: 'login',
      usage: '',
      summary: 'Log in, with a browser or a token',
      load: async () => (await import('./login.ts')).loginCommand,
    },
    {
      name: 'logout',
      usage: '[name]',
      summary: 'Forget a login, or all of them',
      load: async () => (await import('./logout.ts')).logoutCommand,
    },
    {
      name: 'whoami',
      usage: '',
      summary: 'Say whose token is in use',
      load: async () => (await import('./whoami.ts')).whoamiCommand,
    },
    {
      name: 'list',
      aliases: ['ls'],
      usage: '',
      summary: 'List the logins of this computer',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'switch',
      usage: '<name>',
      summary: 'Use another login',
      load: async () => (await import('./switch.ts')).switchCommand,
    },
    {
      name: 'token',
      usage: '',
      summary: 'Print the token in use, for scripts',
      load: async () => (await import('./token.ts')).tokenCommand,
    },
  ],
}

export const authCommand = (context: Context): Command => groupCommand(group, context)
