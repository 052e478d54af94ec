import * as nodeModule from 'node:module'
import { dirname } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Stands in the address of a module that was loaded anew. */
export const versionWord = 'hfn-version'

interface Resolved {
  readonly url: string
}

/** A module that one of this version imports from the folder is of this version too. Complete in itself: it travels as text. */
const versioned = <Found extends Resolved>(
  found: Found,
  parent: string | undefined,
  folder: string,
  word: string,
): Found => {
  const version = parent === undefined ? null : new URL(parent).searchParams.get(word)
  if (version === null || !found.url.startsWith(folder) || found.url.includes('/node_modules/')) return found
  const url = new URL(found.url)
  url.searchParams.set(word, version)
  return { ...found, url: url.href }
}

type Next = (specifier: string, context: object) => Resolved
interface Hooks {
  resolve(specifier: string, context: { readonly parentURL?: string | undefined }, next: Next): Resolved
}

/** Since Node 22.15; before, hooks run beside the program. */
const registerHooks: unknown = Reflect.get(nodeModule, 'registerHooks')

/** From now on, a file of this folder that is loaded with a new version brings the modules it imports from there with it. */
export const freshModules = (file: string): void => {
  const folder = `${pathToFileURL(dirname(file)).href}/`
  if (typeof registerHooks === 'function') {
    const hooks: Hooks = {
      resolve: (specifier, context, next) =>
        versioned(next(specifier, context), context.parentURL, folder, versionWord),
    }
    registerHooks(hooks)
    return
  }
  const source = `const versioned = ${versioned.toString()}
export const resolve = async (specifier, context, next) =>
  versioned(await next(specifier, context), context.parentURL, ${JSON.stringify(folder)}, ${JSON.stringify(versionWord)})`
  nodeModule.register(`data:text/javascript,${encodeURIComponent(source)}`)
}
