import { address, appAndWords, appAndArguments, handle, operandsFirst, type Arrange } from './arrange.ts'
import { inMilliseconds, oneOrMany } from './spaces.ts'

/** What one parameter of a cmdlet becomes in a command of hfn. */
export type Meaning =
  /** A word of the command, by its place. */
  | { readonly operand: number }
  /** All words up to the next parameter: values by position. */
  | { readonly values: true }
  /** An option with a value, given once for each word up to the next parameter when it is a list; or one without a value. */
  | { readonly option: string; readonly list?: true }
  | { readonly flag: string }
  /** Nothing: hfn does so anyway, or the shell does it better. */
  | { readonly ignored: 'switch' | 'value' }

export interface Cmdlet {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The command and its fixed options; absent when the cmdlet is planned only. */
  readonly command?: readonly string[]
  readonly parameters?: Readonly<Record<string, Meaning>>
  /** How its words follow the command; default: options, operands and values as they are. */
  readonly arrange?: Arrange
  /** Of a planned one: what to do until then. */
  readonly instead?: string
}

const app: Meaning = { operand: 0 }
const token: Meaning = { option: '--token' }
const rawParameters: Meaning = { option: '--raw', list: true }

const sessions = 'Name the app in every command, and keep one session with --session <hash>.'
const calls = 'hfn send prints a handle; keep it in a file, and read it with hfn results.'
const proxies = 'hfn call <app> <function> has the flags of every function; hfn types <app> writes them for TypeScript.'
const models = 'A Space that runs the model can be called: find one with hfn spaces search, and see hfn call --help.'

/** Every cmdlet and alias of PowershAI's Hugging Face provider. */
export const cmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-GradioInfo',
    command: ['info', '--json'],
    arrange: appAndWords,
    parameters: { AppUrl: app, DisableRetry: { ignored: 'switch' } },
  },
  {
    name: 'Send-GradioApi',
    command: ['send'],
    arrange: appAndArguments,
    parameters: {
      AppUrl: app,
      ApiName: { operand: 1 },
      Params: { values: true },
      SessionHash: { option: '--session' },
      token,
    },
  },
  {
    name: 'Update-GradioApiResult',
    command: ['results', '--jsonl'],
    arrange: handle,
    parameters: {
      ApiEvent: { operand: 0 },
      MaxHeartBeats: { option: '--max-heartbeats' },
      NoOutput: { flag: '--no-output' },
      History: { flag: '--history' },
    },
  },
  {
    name: 'Send-GradioFile',
    command: ['upload'],
    arrange: appAndWords,
    parameters: { AppUrl: app, Files: { values: true }, Raw: { flag: '--raw' } },
  },
  {
    name: 'Invoke-GradioHttp',
    aliases: ['InvokeGradioApi'],
    command: ['api'],
    arrange: address,
    parameters: {
      url: app,
      method: { option: '--method' },
      data: { option: '--data' },
      ContentType: { option: '--content-type' },
      token,
      MaxRedirects: { ignored: 'value' },
    },
  },
  { name: 'New-GradioSession', instead: sessions },
  { name: 'Get-GradioSession', instead: sessions },
  { name: 'Remove-GradioSession', instead: sessions },
  { name: 'Set-GradioSession', instead: sessions },
  { name: 'Send-GradioSessionFiles', instead: 'hfn upload <app> <files…> sends them.' },
  { name: 'Invoke-GradioSessionApi', instead: 'hfn call <app> <function> calls it.' },
  { name: 'Update-GradioSessionApiResult', instead: calls },
  { name: 'Get-GradioSessionApi', instead: calls },
  { name: 'Remove-GradioSessionApi', instead: calls },
  { name: 'Invoke-GradioDynamicApi', instead: 'hfn call <app> <function> calls it.' },
  { name: 'Convert-GradioParamPowershell', instead: 'hfn types <app> writes the types of all parameters.' },
  { name: 'New-GradioSessionApiProxyFunction', aliases: ['GradioApiFunction'], instead: proxies },
  { name: 'Get-GradioSessionApiProxyFunction', instead: proxies },
  { name: 'Remove-GradioSessionApiProxyFunction', instead: proxies },
  {
    name: 'Invoke-HuggingFaceHub',
    aliases: ['Invoke-HfHub'],
    command: ['hub'],
    arrange: operandsFirst,
    parameters: {
      endpoint: { operand: 0 },
      search: { option: '--search' },
      author: { option: '--author' },
      filter: { option: '--filter', list: true },
      direction: { option: '--direction' },
      limit: { option: '--limit' },
      sort: { option: '--sort' },
      Desc: { flag: '--direction=-1' },
      full: { flag: '--full=true' },
      config: { flag: '--config=true' },
      RawParams: rawParameters,
      Public: { flag: '--public' },
      Token: token,
    },
  },
  {
    name: 'Get-HuggingFaceWhoami',
    aliases: ['Get-HfWhoami', 'Get-HfMe'],
    command: ['whoami', '--json'],
    parameters: { Token: token },
  },
  { name: 'Set-HuggingFaceToken', aliases: ['Set-HfToken'], command: ['login'] },
  { name: 'Invoke-HuggingFaceInferenceApi', aliases: ['Invoke-HfInference'], instead: models },
  {
    name: 'Get-HuggingFaceModel',
    aliases: ['Get-HfModel'],
    command: ['models', 'info', '--json'],
    parameters: { Model: { operand: 0 } },
  },
  {
    name: 'Find-HuggingFaceModel',
    command: ['models', 'list', '--json', '--sort', 'downloads', '--limit', '100'],
    parameters: {
      search: { operand: 0 },
      filter: { option: '--filter', list: true },
      tags: { option: '--filter', list: true },
      author: { option: '--author' },
      RawParams: rawParameters,
      limit: { option: '--limit' },
      sort: { option: '--sort' },
    },
  },
  {
    name: 'Get-HuggingFaceSpace',
    aliases: ['Get-HfSpace'],
    command: ['spaces'],
    arrange: oneOrMany,
    parameters: {
      Space: { operand: 0 },
      author: { option: '--author' },
      My: { flag: '--mine' },
      NoGradioSession: { flag: '--no-connect' },
      GradioServerRoot: { ignored: 'value' },
    },
  },
  {
    name: 'Wait-HuggingFaceSpace',
    aliases: ['Wait-HfSpace'],
    command: ['spaces', 'wait', '--json'],
    arrange: inMilliseconds,
    parameters: {
      Space: { operand: 0 },
      timeout: { option: '--timeout' },
      SleepTime: { option: '--interval' },
      NoStatus: { ignored: 'switch' },
      NoStart: { flag: '--no-start' },
    },
  },
  { name: 'Start-HuggingFaceSpace', command: ['spaces', 'start', '--json'], parameters: { space: { operand: 0 } } },
  {
    name: 'Connect-HuggingFaceSpaceGradio',
    aliases: ['Connect-HfSpaceGradio'],
    command: ['spaces', 'connect'],
    parameters: { space: { operand: 0 }, Force: { ignored: 'switch' }, ServerRoot: { ignored: 'value' } },
  },
]

/** What `Invoke-GradioApi<Function>` takes beside the function's own parameters. */
export const generated: Readonly<Record<string, Meaning>> = { AppUrl: app, ApiToken: token }
