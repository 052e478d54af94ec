import { exitStatus } from '../core/error.ts'

const meanings: Readonly<Record<number, string>> = {
  0: 'success; also when the reader of stdout went away',
  1: 'the function, its stream, its files or a download failed',
  2: 'wrong usage: a command, option, argument, file or URL',
  3: 'not found: an app, a function, a repo or a file',
  4: 'a login or a permission is missing',
  5: 'the app does not run, cannot be reached, its queue is full, or hfn is offline',
  6: 'timeout',
  7: 'too many requests',
  130: 'cancelled, by Ctrl-C or a signal',
}

const exitCodes = (): string => {
  const lines = Object.entries(meanings).map(([status, meaning]) => {
    const codes = Object.entries(exitStatus).filter(([, own]) => own === Number(status))
    const names = codes.length === 0 ? '' : `\n       ${codes.map(([code]) => code).join(' ')}`
    return `  ${status.padStart(3)}  ${meaning}${names}`
  })
  return `Exit statuses, and the codes of the errors that give them\n\n${lines.join('\n')}\n`
}

const environment = `Environment variables

  HF_TOKEN          access token of the Hugging Face Hub; comes before every login
                    (HUGGING_FACE_HUB_TOKEN, HF_API_TOKEN and HUGGINGFACEHUB_API_TOKEN are read after it)
  HF_TOKEN_PATH     file of the token in use, which hfn login writes; default $HF_HOME/token
  HF_HOME           folder of logins and cache, shared with Python; default ~/.cache/huggingface
  HF_ENDPOINT       address of the Hub; default https://huggingface.co
  HF_HUB_OFFLINE=1  ask nothing of the network
  HFN_ENDPOINTS_URL address of the service for dedicated endpoints
  HF_DEVICE_CODE_OAUTH_CLIENT_ID
                    what hfn login --web is registered as
  HFN_AUTH          user:password; logs in to the app that a command names
  HFN_APP           the app of a PowershAI cmdlet that names none
  HF_DEBUG=1        as --debug
  HFN_SERVE_AUTH    who may use what hfn serve serves: one user:password a line, or JSON
  HFN_SERVE_SECRET  signs the logins of hfn serve, so that they hold in other processes and after a restart
  HFN_SERVE_QUEUE   as --queue of hfn serve
  GRADIO_SERVER_NAME, GRADIO_SERVER_PORT, GRADIO_ROOT_PATH
                    as --host, --port and --root-path of hfn serve
  HTTPS_PROXY, HTTP_PROXY, ALL_PROXY, NO_PROXY
                    proxies; never used for this computer
  NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE
                    colours: never, always, always
  TERM=dumb         no line that is rewritten in place
`

/** Help that belongs to no command, by its name. */
export const topics: Readonly<Record<string, () => string>> = {
  'exit-codes': exitCodes,
  environment: () => environment,
}
