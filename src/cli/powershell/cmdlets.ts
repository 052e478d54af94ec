/** What one parameter of a cmdlet becomes in a command of hfn. */
export type Meaning =
  /** A word of the command, by its place. */
  | { readonly operand: number }
  /** All words up to the next parameter: values by position. */
  | { readonly values: true }
  /** An option with a value, or without one. */
  | { readonly option: string }
  | { readonly flag: string }
  /** Nothing: hfn does so anyway, or the shell does it better. */
  | { readonly ignored: 'switch' | 'value' }

export interface Cmdlet {
  readonly name: string
  readonly aliases?: readonly string[]
  /** The command and its fixed options; absent when the cmdlet is planned only. */
  readonly command?: readonly string[]
  readonly parameters?: Readonly<Record<string, Meaning>>
  /** Of a planned one: what to do until then. */
  readonly instead?: string
}

const app: Meaning = { operand: 0 }
const token: Meaning = { option: '--token' }

const sessions = 'Name the app in every command, and keep one session with --session <hash>.'
const calls = 'hfn send prints a handle; keep it in a file, and read it with hfn results.'
const proxies = 'hfn call <app> <function> has the flags of every function; hfn types <app> writes them for TypeScript.'
const spaces = 'Name the Space by its address: hfn info https://<owner>-<name>.hf.space'
const hub = 'Set HF_TOKEN for private Spaces; the Hub itself has https://huggingface.co/docs/hub/api.'

/** Every cmdlet and alias of PowershAI's Hugging Face provider. */
export const cmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-GradioInfo',
    command: ['info', '--json'],
    parameters: { AppUrl: app, DisableRetry: { ignored: 'switch' } },
  },
  {
    name: 'Send-GradioApi',
    command: ['send'],
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
    parameters: { AppUrl: app, Files: { values: true }, Raw: { flag: '--raw' } },
  },
  {
    name: 'Invoke-GradioHttp',
    aliases: ['InvokeGradioApi'],
    command: ['api'],
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
  { name: 'Invoke-HuggingFaceHub', aliases: ['Invoke-HfHub'], instead: hub },
  { name: 'Get-HuggingFaceWhoami', aliases: ['Get-HfWhoami', 'Get-HfMe'], instead: hub },
  { name: 'Set-HuggingFaceToken', aliases: ['Set-HfToken'], instead: 'Set HF_TOKEN, or give --token @file.' },
  { name: 'Invoke-HuggingFaceInferenceApi', aliases: ['Invoke-HfInference'], instead: hub },
  { name: 'Get-HuggingFaceModel', aliases: ['Get-HfModel'], instead: hub },
  { name: 'Find-HuggingFaceModel', instead: hub },
  { name: 'Get-HuggingFaceSpace', aliases: ['Get-HfSpace'], instead: spaces },
  { name: 'Wait-HuggingFaceSpace', aliases: ['Wait-HfSpace'], instead: spaces },
  { name: 'Start-HuggingFaceSpace', instead: spaces },
  { name: 'Connect-HuggingFaceSpaceGradio', aliases: ['Connect-HfSpaceGradio'], instead: spaces },
]

/** What `Invoke-GradioApi<Function>` takes beside the function's own parameters. */
export const generated: Readonly<Record<string, Meaning>> = { AppUrl: app, ApiToken: token }
