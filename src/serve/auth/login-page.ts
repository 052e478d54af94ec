import type { Settings } from '../options.ts'
import { escaped } from '../page/html.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { min-height: 100dvh; margin: 0; display: grid; place-content: center; background: Canvas; color: CanvasText }
main { box-sizing: border-box; width: min(22rem, 100vw); padding: 1rem }
h1 { margin: 0 0 1rem; font-size: 1.5rem; overflow-wrap: anywhere }
label { display: block; margin-bottom: 1rem }
input, button { box-sizing: border-box; width: 100%; padding: .6rem .75rem; border: 1px solid GrayText; border-radius: .4rem; font: inherit }
input { display: block; background: Field; color: FieldText }
button { border-color: CanvasText; background: CanvasText; color: Canvas; font-weight: 600; cursor: pointer }
:focus-visible { outline: 2px solid light-dark(#1d4ed8, #93c5fd); outline-offset: 2px }
p { overflow-wrap: anywhere; white-space: pre-line }
[role=alert] { padding-left: .75rem; border-left: .25rem solid light-dark(#b00020, #ff8a80) }
`

const policyOf = async (): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)))
  const hash = btoa(String.fromCharCode(...digest))
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; form-action 'self'; base-uri 'none'`
}

let policy: Promise<string> | undefined

export interface LoginPageOptions {
  /** Why the last try let nobody in. */
  readonly failure?: string | undefined
  readonly status?: number | undefined
}

const paragraph = (attributes: string, text: string | undefined): string =>
  text === undefined ? '' : `<p${attributes}>${escaped(text)}</p>`

/**
 * The page of who is not logged in: a plain form, no script. It is sent to where it is shown, so that what the address says
 * after `?` and `#` is still there afterwards.
 */
export const loginPage = async (
  { title, authMessage }: Pick<Settings, 'title' | 'authMessage'>,
  { failure, status = 200 }: LoginPageOptions = {},
): Promise<Response> => {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>Log in to ${escaped(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${escaped(title)}</h1>${paragraph('', authMessage)}${paragraph(' role="alert"', failure)}
<form method="post">
<label>User name<input name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label>
<label>Password<input name="password" type="password" autocomplete="current-password" required></label>
<button>Log in</button></form></main></body></html>`
  return new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': await (policy ??= policyOf()),
      'cache-control': 'no-store',
    },
  })
}
