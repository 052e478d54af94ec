import type { App } from '../gradio/app.ts'
import { spaceNamed } from '../hub/spaces/name.ts'
import type { Context } from './context.ts'

/** How the next command names an app that was found under `given`: a Space by its name, all else by its address. */
export const appName = ({ env }: Context, given: string, app: App): string =>
  spaceNamed(given, env['HF_ENDPOINT']) ?? app.url
