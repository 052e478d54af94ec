import { Option, type Command } from 'commander'
import { newCommand } from '../../command.ts'
import { connectionOptions, withApp, type Connection } from '../../connection.ts'
import type { Context } from '../../context.ts'
import { writeJson } from '../../render/table.ts'

export const connectCommand = (context: Context): Command =>
  connectionOptions(
    newCommand(
      'spaces connect',
      "Make a Space run and connect to its app; prints the app's address, a session to go on with, and its functions.",
      context,
    ),
  )
    .helpOption('-h, --help', 'show this help')
    .argument('<space>', 'owner/name')
    .addOption(new Option('--json').hideHelp())
    .addHelpText('after', '\nExample\n  hfn spaces connect owner/name | jq -r .session\n')
    .action((name: string, connection: Connection) => connect(context, name, connection))

const connect = (context: Context, name: string, connection: Connection): Promise<void> =>
  withApp(context, name, connection, async ({ url, session, title, version, functions }) =>
    writeJson(context, { space: name, url, session, title, version, functions: [...functions.keys()] }),
  )
