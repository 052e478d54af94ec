import type { Command } from 'commander'
import { createEndpoint } from '../../../hub/endpoints/manage.ts'
import { newCommand } from '../../command.ts'
import type { Context } from '../../context.ts'
import { hubOptions, withHub, type HubFlags } from '../../hub.ts'
import { ready, untilReady, waitOptions, type WaitFlags } from './ready.ts'
import { settingOptions, settingsOf, type SettingFlags } from './settings.ts'
import { tell, type Shown } from './tell.ts'

interface Flags extends HubFlags, SettingFlags, Shown, WaitFlags {
  readonly model: string
  readonly vendor: string
  readonly region: string
  readonly accelerator: string
  readonly instanceType: string
  readonly instanceSize: string
}

const help = `
It costs money from the moment it runs. --scale-to-zero stops it when nobody asks.

Example
  hfn endpoints create --model openai-community/gpt2 --vendor aws --region us-east-1 \\
    --accelerator cpu --instance-type intel-spr --instance-size x1 --scale-to-zero 15 --wait
`

export const createCommand = (context: Context): Command => {
  const command = newCommand('endpoints create', 'Make a dedicated endpoint for a model, and start it.', context)
    .argument('[name]', "of the endpoint; default: made of the model's")
    .requiredOption('--model <id>', 'owner/name')
    .requiredOption('--vendor <name>', 'such as aws; see: hfn endpoints hardware')
    .requiredOption('--region <name>', 'such as us-east-1')
  for (const option of settingOptions(command).options)
    if (/^--(?:accelerator|instance-)/.test(option.long ?? '')) option.makeOptionMandatory()
  return hubOptions(waitOptions(command).option('--json', 'print all the service says'))
    .addHelpText('after', help)
    .action((name: string | undefined, flags: Flags) => create(context, name, flags))
}

const create = async (context: Context, name: string | undefined, flags: Flags): Promise<void> => {
  const { model, vendor, region, accelerator, instanceType, instanceSize } = flags
  const plan = { ...(await settingsOf(context, flags)), model, vendor, region, accelerator, instanceType, instanceSize }
  await withHub(context, untilReady(flags), async (hub, signal) => {
    const endpoint = await createEndpoint(hub, { ...plan, name }, { signal })
    await tell(context, await ready(context, hub, endpoint, { ...flags, signal }), flags)
  })
}
