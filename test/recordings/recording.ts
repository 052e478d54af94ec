import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConfig, type Config } from '../../src/wire/config.ts'
import { readEndpoints, type Endpoint } from '../../src/wire/endpoint.ts'

/** What apps of Gradio 3.50.2, 4.44.1, 5.49.1 and 6.25.0 answered, shortened; paths of the machine are `/tmp/gradio`. */
export const recording = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8')

export const majors = [3, 4, 5, 6] as const
export type Major = (typeof majors)[number]

export const configOf = (major: Major): Config => readConfig(JSON.parse(recording(`config${major}.json`)))

export const infoOf = (major: Major): unknown => JSON.parse(recording(`info${major}.json`))

/** The endpoints by name, read with the given info or, without any, with the app's own. */
export const endpointsOf = (major: Major, ...given: [info?: unknown]): ReadonlyMap<string, Endpoint> => {
  const info = given.length === 0 ? infoOf(major) : given[0]
  return new Map(readEndpoints(configOf(major), info).map((endpoint) => [endpoint.name, endpoint]))
}
