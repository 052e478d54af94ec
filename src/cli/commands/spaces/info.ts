import type { Command } from 'commander'
import { describe } from '../../../callable/describe.ts'
import { HfnError } from '../../../core/error.ts'
import type { App } from '../../../gradio/app.ts'
import type { SpaceInfo } from '../../../hub/spaces/contract.ts'
import { stageOf } from '../../../hub/spaces/stages.ts'
import { withApp } from '../../connection.ts'
import type { Context } from '../../context.ts'
import { listFunctions } from '../../render/functions.ts'
import { warn } from '../../render/note.ts'
import { writeFacts, writeJson } from '../../render/table.ts'
import { spaceCommand, withSpace, type SpaceFlags } from './space-command.ts'

interface InfoFlags extends SpaceFlags {
  /** False for `--no-connect`. */
  readonly connect: boolean
}

export const infoCommand = (context: Context): Command =>
  spaceCommand('info', 'Show what the Hub says of a Space and, when it runs, its functions.', context)
    .option('--no-connect', 'only what the Hub says')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample\n  hfn spaces info owner/name\n')
    .action((name: string, flags: InfoFlags) => info(context, name, flags))

const facts = (info: SpaceInfo): readonly (readonly [name: string, fact: string | number | undefined])[] => [
  ['space', info.id],
  ['title', info.title],
  ['stage', `${info.stage}${info.errorMessage === undefined ? '' : `: ${info.errorMessage}`}`],
  ['hardware', info.hardware ?? info.requestedHardware],
  ['sdk', [info.sdk, info.sdkVersion].filter(Boolean).join(' ')],
  ['sleeps', info.sleepTime === undefined ? '' : `after ${info.sleepTime} s without visitors`],
  ['private', info.private ? 'yes' : ''],
  ['likes', info.likes],
  ['changed', info.lastModified],
  ['models', info.models.join(', ')],
  ['datasets', info.datasets.join(', ')],
  ['page', info.url],
  ['host', info.host],
]

/** Does something with the Space's app where there may be one that runs; an app that cannot be reached is only warned of. */
const withFunctions = async (
  context: Context,
  info: SpaceInfo,
  { token, quiet, timeout, connect, public: isPublic }: InfoFlags,
  work: (app: App) => Promise<void>,
): Promise<void> => {
  if (!connect || stageOf(info.stage).course !== 'runs' || !['gradio', 'docker'].includes(info.sdk ?? 'gradio')) return
  try {
    await withApp(context, info.id, { token: isPublic ? '' : token, quiet, timeout, wake: false }, work)
  } catch (error) {
    if (context.signal.aborted || !HfnError.is(error)) throw error
    if (!quiet) await warn(context, `Its functions cannot be shown: ${error.message}`)
  }
}

const info = async (context: Context, name: string, flags: InfoFlags): Promise<void> => {
  const { out } = context
  const found = await withSpace(context, name, flags, (space, signal) => space.info({ signal }))
  if (!flags.json) await writeFacts(context, facts(found))
  let functions: unknown
  await withFunctions(context, found, flags, async (app) => {
    if (flags.json) functions = [...app.functions.values()].map(describe)
    else await out.write(`\n${listFunctions(app, found.id, context)}`)
  })
  if (flags.json) await writeJson(context, { ...found, functions })
}
