import { HfnError } from '../../core/error.ts'
import type { Callable } from '../../callable/callable.ts'
import type { ServedApp } from '../../serve/app.ts'
import type { AppDefinition } from '../../serve/blueprint.ts'
import { nameOfFunction } from '../../serve/build/function-name.ts'
import { plainFunction } from '../../serve/build/plain-function.ts'
import { defaultPage } from '../../serve/describe/default-page.ts'
import { joinPages } from '../../serve/describe/join-pages.ts'
import type { Module } from './load-module.ts'

/** What a module exports to be served. */
interface Found {
  readonly apps: ServedApp[]
  readonly pages: AppDefinition[]
  readonly callables: Callable[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isApp = (value: unknown): value is ServedApp =>
  isRecord(value) && typeof value['fetch'] === 'function' && typeof value['close'] === 'function'

const isPage = (value: unknown): value is AppDefinition =>
  isRecord(value) && isRecord(value['blueprint']) && Array.isArray(value['callables'])

const isCallable = (value: unknown): value is Callable =>
  isRecord(value) &&
  typeof value['run'] === 'function' &&
  Array.isArray(value['input']) &&
  Array.isArray(value['output'])

const isFunction = (value: unknown): value is (...given: never[]) => unknown =>
  typeof value === 'function' && !/^class\b/.test(Function.prototype.toString.call(value))

const collect = (name: string, value: unknown, found: Found): void => {
  if (isApp(value)) found.apps.push(value)
  else if (isPage(value)) found.pages.push(value)
  else if (isCallable(value)) found.callables.push(value)
  else if (isFunction(value))
    found.callables.push(plainFunction(value, name === 'default' ? nameOfFunction(value, 'predict') : name))
  else if (Array.isArray(value)) for (const item of value) collect('default', item, found)
}

/** A module that was compiled to CommonJS has all its exports in its default. */
const unwrapped = (module: Module): Module => {
  const { default: inner } = module
  return isRecord(inner) && inner['__esModule'] === true ? inner : module
}

/**
 * What a module has to serve: its app, or its pages, callables and functions together.
 * @throws BAD_USAGE when there is nothing, or an app among others
 */
export const servableOf = (module: Module, file: string): ServedApp | AppDefinition => {
  const found: Found = { apps: [], pages: [], callables: [] }
  const seen = new Set<unknown>()
  for (const [name, value] of Object.entries(unwrapped(module))) {
    // CommonJS modules come with a name of their own for what is their default.
    if (name !== 'module.exports' && !seen.has(value)) collect(name, value, found)
    seen.add(value)
  }
  const { apps, pages, callables } = found
  const [app] = apps
  if (app !== undefined && apps.length === 1 && pages.length + callables.length === 0) return app
  if (apps.length > 0) {
    throw new HfnError('BAD_USAGE', `${file} exports an app, and more beside it`, {
      hint: 'Put everything into the one app, or export the functions without it.',
    })
  }
  if (callables.length > 0) return joinPages([...pages, ...pageOf(callables, pages.length > 0)])
  if (pages.length > 0) return joinPages(pages)
  throw new HfnError('BAD_USAGE', `${file} exports nothing that can be served`, {
    hint: 'Export a function, such as: export async function greet(name) { return `Hello ${name}` }',
  })
}

/** Beside other pages each function is a tab of its own. */
const pageOf = (callables: readonly Callable[], apart: boolean): AppDefinition[] =>
  (apart ? callables.map((callable) => [callable]) : [callables]).map((together) => ({
    callables: together,
    blueprint: defaultPage(together),
  }))
