import type { Command } from 'commander'
import type { Context } from '../../context.ts'
import { groupCommand, type Group } from '../../group.ts'

const group: Group = {
  name: 'repos',
  description: 'Make, fill, change and delete repos of the Hugging Face Hub.',
  commands: [
    {
      name: 'create',
      usage: '<repo>',
      summary: 'Make a repo',
      load: async () => (await import('./create.ts')).createCommand,
    },
    {
      name: 'upload',
      usage: '<repo> [local] [path]',
      summary: 'Send a file or a folder to a repo',
      load: async () => (await import('./upload.ts')).uploadCommand,
    },
    {
      name: 'list',
      aliases: ['ls'],
      usage: '[organization]',
      summary: 'List your repos, or those of an organization',
      load: async () => (await import('./list.ts')).listCommand,
    },
    {
      name: 'settings',
      usage: '<repo>',
      summary: 'Make a repo private or public, or gate it',
      load: async () => (await import('./settings.ts')).settingsCommand,
    },
    {
      name: 'move',
      usage: '<repo> <name>',
      summary: 'Rename a repo, or give it to another owner',
      load: async () => (await import('./move.ts')).moveCommand,
    },
    {
      name: 'branch',
      usage: '<command>',
      summary: 'Make, delete and list branches',
      load: async () => (await import('./refs.ts')).branchCommand,
    },
    {
      name: 'tag',
      usage: '<command>',
      summary: 'Make, delete and list tags',
      load: async () => (await import('./refs.ts')).tagCommand,
    },
    {
      name: 'delete-files',
      usage: '<repo> <patterns…>',
      summary: 'Delete files of a repo',
      load: async () => (await import('./delete-files.ts')).deleteFilesCommand,
    },
    {
      name: 'delete',
      usage: '<repo>',
      summary: 'Delete a repo, for ever',
      load: async () => (await import('./delete.ts')).deleteCommand,
    },
  ],
}

export const reposCommand = (context: Context): Command => groupCommand(group, context)
