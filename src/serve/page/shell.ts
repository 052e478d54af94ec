import { inlineJson } from '../limits/inline-json.ts'
import type { BuiltPage } from './built.ts'
import { escaped } from './html.ts'

export interface ShellParts {
  readonly title: string
  /** HTML for browsers that run no scripts. */
  readonly list: string
}

const head = (title: string): string =>
  '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
  '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">' +
  `<title>${escaped(title)}</title>`

/** The page where it was never built: the list alone. */
export const plainShell = ({ title, list }: ShellParts): string =>
  `${head(title)}<link rel="icon" href="data:,"></head><body><main><h1>${escaped(title)}</h1>${list}</main></body></html>`

/** Comes to sight where no script of the page has taken its place for a while. */
const late =
  'The page has not started: its script did not arrive, or this browser is too old for it. <a href=".">Load it again</a>'

/**
 * The page before its script runs: the heading is there at once, and the config needs no request of its own.
 * All addresses are relative, so that a proxy may put the app under any path.
 */
export const pageShell = ({ title, list }: ShellParts, { entry, style, preload }: BuiltPage, config: unknown): string =>
  `${head(title)}<link rel="icon" href="data:,"><style>${style.text}</style>` +
  preload.map((name) => `<link rel="modulepreload" href="assets/${name}">`).join('') +
  `<script type="module" src="assets/${entry}"></script></head>` +
  `<body><div id="page"><header class="top"><h1>${escaped(title)}</h1></header><p class="late">${late}</p></div>` +
  `<noscript><main class="plain"><p>This page needs JavaScript; the functions can also be called by any Gradio client.</p>` +
  `${list}</main></noscript>` +
  `<script type="application/json" id="config">${inlineJson(config)}</script></body></html>`
