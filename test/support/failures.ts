import { relative } from 'node:path'
import type { Reporter, SerializedError, TestModule, Vitest } from 'vitest/node'

/** Names what failed in a run at its end, a line each: the test's file and name, and the first line of what was wrong. */
export default class Failures implements Reporter {
  #logger: Vitest['logger'] | undefined

  onInit({ logger }: Vitest): void {
    this.#logger = logger
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    for (const line of linesOf(modules, unhandled)) this.#logger?.error(line)
  }
}

function* linesOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): Generator<string> {
  for (const module of modules) {
    const file = relative(process.cwd(), module.moduleId)
    yield* lines(file, module.errors())
    for (const suite of module.children.allSuites()) yield* lines(`${file} > ${suite.fullName}`, suite.errors())
    for (const test of module.children.allTests('failed')) {
      yield* lines(`${file} > ${test.fullName}`, test.result().errors ?? [])
    }
  }
  yield* lines('outside of any test', unhandled)
}

function* lines(name: string, errors: readonly { message: string }[]): Generator<string> {
  for (const { message } of errors) yield `FAILED ${name}: ${message.split('\n', 1)[0]?.slice(0, 300)}`
}
