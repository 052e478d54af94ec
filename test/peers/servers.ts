import { inject } from 'vitest'
import type { AppName, Major } from './apps.ts'

export { credentials, majors, majorsOf } from './apps.ts'
export type { AppName, Major } from './apps.ts'

/**
 * The address of an app of this major: started when first asked for, shared by all tests, ended with the run.
 * A server to break or stop is started with `start()` of `start.ts` instead.
 */
export async function server(major: Major, app: AppName): Promise<string> {
  const response = await fetch(`${inject('peers')}/${encodeURIComponent(JSON.stringify({ major, app }))}`)
  const { url, error } = (await response.json()) as { url?: string; error?: string }
  if (url === undefined) throw new Error(error ?? `Gradio ${major} has no app called ${app}`)
  return url
}
