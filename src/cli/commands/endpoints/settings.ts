import { Option, type Command } from 'commander'
import { HfnError } from '../../../core/error.ts'
import type { EndpointSettings } from '../../../hub/endpoints/contract.ts'
import { readText } from '../../arguments/read-text.ts'
import type { Context } from '../../context.ts'
import { count } from '../../count.ts'
import { duration } from '../../duration.ts'
import { collect } from '../hub/parameters.ts'

/** What can be set of an endpoint, on the command line. */
export interface SettingFlags {
  readonly model?: string | undefined
  readonly revision?: string | undefined
  readonly task?: string | undefined
  readonly framework?: string | undefined
  readonly accelerator?: string | undefined
  readonly instanceType?: string | undefined
  readonly instanceSize?: string | undefined
  readonly min?: string | undefined
  readonly max?: string | undefined
  readonly scaleToZero?: string | undefined
  readonly type?: string | undefined
  readonly image?: string | undefined
  readonly env?: readonly string[] | undefined
  readonly secret?: readonly string[] | undefined
}

/** Options by the names that `hf` has for them. */
const habits = {
  repo: 'model',
  'min-replica': 'min',
  'max-replica': 'max',
  'scale-to-zero-timeout': 'scaleToZero',
} as const satisfies Readonly<Record<string, keyof SettingFlags>>

const withHabits = (command: Command): Command => {
  for (const [name, flag] of Object.entries(habits))
    command
      .addOption(new Option(`--${name} <value>`).hideHelp())
      .on(`option:${name}`, (value: string) => void command.setOptionValue(flag, value))
  return command
}

export const settingOptions = (command: Command): Command =>
  withHabits(command)
    .option('--accelerator <kind>', 'cpu, gpu or neuron')
    .option('--instance-type <name>', 'such as nvidia-l4; see: hfn endpoints hardware')
    .option('--instance-size <name>', 'such as x1')
    .option('--min <count>', 'machines that always run')
    .option('--max <count>', 'machines that run at most')
    .option('--scale-to-zero <minutes>', 'stop after so long without a request; 15, 15m or 1h')
    .option('--type <type>', 'who may ask: public, authenticated (protected) or private')
    .option('--revision <name>', 'branch, tag or commit of the model')
    .option('--task <name>', 'such as text-generation; default: the service finds it out')
    .option('--framework <name>', 'such as pytorch or custom')
    .option('--image <json>', 'what it runs in, as the service takes it; @file reads it from a file')
    .option('--env <name=value>', 'a variable; again for more', collect)
    .option('--secret <name=value>', 'a secret variable; name=@file reads it from a file; again for more', collect)

const types = ['public', 'authenticated', 'protected', 'private'] as const

const typeOf = (text: string | undefined): (typeof types)[number] | undefined => {
  const found = types.find((type) => type === text)
  if (text === undefined || found !== undefined) return found
  throw new HfnError('BAD_USAGE', `--type is ${types.join(', ')}, not ${JSON.stringify(text)}`)
}

/** Minutes of `15`, `15m` or `1h`. */
const minutes = (text: string | undefined): number | undefined =>
  text === undefined || /^\d+$/.test(text)
    ? count(text, '--scale-to-zero')
    : Math.max(1, Math.round(duration(text, '--scale-to-zero') / 60_000))

const pairs = async (
  context: Context,
  texts: readonly string[] | undefined,
  flag: string,
): Promise<Readonly<Record<string, string>> | undefined> => {
  if (texts === undefined) return undefined
  const read: [string, string][] = []
  for (const text of texts) {
    const [, name, value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? []
    if (name === undefined)
      throw new HfnError('BAD_USAGE', `${flag} is name=value, and there is no name in what was given`)
    read.push([name, await readText(context, value)])
  }
  return Object.fromEntries(read)
}

const imageOf = async (
  context: Context,
  text: string | undefined,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(await readText(context, text))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new HfnError('BAD_USAGE', '--image is a JSON object such as {"vLLM":{"url":"vllm/vllm-openai:latest"}}')
}

/** What the options say of an endpoint. @throws BAD_USAGE */
export const settingsOf = async (context: Context, flags: SettingFlags): Promise<EndpointSettings> => {
  const { model, revision, task, framework, accelerator, instanceType, instanceSize } = flags
  return {
    model,
    revision,
    task,
    framework,
    accelerator,
    instanceType,
    instanceSize,
    minReplica: count(flags.min, '--min', 0),
    maxReplica: count(flags.max, '--max'),
    scaleToZero: minutes(flags.scaleToZero),
    type: typeOf(flags.type),
    image: await imageOf(context, flags.image),
    env: await pairs(context, flags.env, '--env'),
    secrets: await pairs(context, flags.secret, '--secret'),
  }
}
