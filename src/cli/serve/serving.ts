import { basename } from 'node:path'
import type { Callable } from '../../callable/callable.ts'
import type { ServedApp, ServeOptions } from '../../serve/index.ts'
import { createApp } from '../../serve/app.ts'
import { catalogOf } from '../../serve/catalog.ts'
import { visible } from '../../serve/queue/states.ts'
import { servableOf } from './exports.ts'
import { loadModule } from './load-module.ts'

/** The app a file makes, and its public functions as callers see them, where they are known. */
export interface Made {
  readonly app: ServedApp
  readonly functions: readonly Callable[]
}

/** Loads a file and makes the app that it exports, or one of what it exports. */
export const makeApp = async (file: string, options: ServeOptions, version?: number): Promise<Made> => {
  const servable = servableOf(await loadModule(file, version), basename(file))
  if ('fetch' in servable) return { app: servable, functions: [] }
  const title = servable.title ?? basename(file).replace(/\.\w+$/, '')
  const app = createApp(servable, { title, ...options })
  const functions = catalogOf(servable, options)
    .all.filter(({ visibility }) => visibility === 'public')
    .map(({ callable }) => ({ ...callable, input: visible(callable.input) }))
  return { app, functions }
}

/** An app whose place others can take while it is served: who comes next gets the new one, who is there stays with the old. */
export class Exchangeable implements ServedApp {
  #app: ServedApp
  readonly #old = new Set<Promise<void>>()

  constructor(app: ServedApp) {
    this.#app = app
  }

  readonly fetch: ServedApp['fetch'] = (input, init) => this.#app.fetch(input, init)

  exchange(app: ServedApp): void {
    const old = this.#app.close()
    this.#app = app
    this.#old.add(old)
    void old.catch(() => {}).finally(() => this.#old.delete(old))
  }

  async close(...how: Parameters<ServedApp['close']>): Promise<void> {
    await Promise.allSettled([this.#app.close(...how), ...this.#old])
  }
}
