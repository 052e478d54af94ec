import { createApp, listen, type ServeOptions } from '../../../src/serve/index.ts'
import { makeFunctions } from './functions.ts'
import { prefixProxy, type Passing } from './prefix-proxy.ts'
import type { Scene } from './scene.ts'

/** How the app is reached. */
interface Place {
  readonly options?: ServeOptions
  /** Below which path clients find it. */
  readonly path?: string
  readonly proxy?: Passing
  /** What stands before the routes of the API; curl has no `/config` to read it from. */
  readonly prefix?: string
}

const prefix = '/tools/hfn'

const places = {
  'a port of its own': {},
  'a login': { options: { auth: { ada: 'pass word' } } },
  'a path': { options: { basePath: '/demo/app' }, path: '/demo/app' },
  'a proxy that adds a path': { options: { basePath: prefix }, path: prefix, proxy: {} },
  'no /gradio_api': {
    prefix: '',
    proxy: { config: (text) => JSON.stringify({ ...JSON.parse(text), api_prefix: '' }) },
  },
} as const satisfies Record<string, Place>

export type PlaceName = keyof typeof places

/** One app under test, fresh for each cell. */
export interface Stage {
  readonly url: string
  readonly prefix: string
  readonly scene: Scene
  readonly names: readonly string[]
  close(): Promise<void>
}

export const openStage = async (name: PlaceName): Promise<Stage> => {
  const { options, path = '', proxy, prefix: api = '/gradio_api' }: Place = places[name]
  const { functions, scene } = makeFunctions()
  const app = createApp(functions, {
    title: 'Under test',
    concurrency: 100,
    functions: { hold: { concurrency: 1 }, secret: { visibility: 'private' } },
    ...options,
  })
  const server = await listen(app, { port: 0 })
  const front = proxy && (await prefixProxy(server.url, proxy))
  return {
    url: (front ?? server).url + path,
    prefix: api,
    scene,
    names: functions.map((one) => one.name),
    async close() {
      await front?.close()
      await server.close()
    },
  }
}
