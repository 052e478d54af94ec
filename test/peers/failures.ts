import { relative } from 'node:path'
import type { Vitest } from 'vitest/node'

type State = Vitest['state']

/** What failed in a run, a line each: the test's file and name, and the first line of what was wrong. */
export function failuresOf(state: State): string[] {
  const found: string[] = []
  for (const module of state.getTestModules()) {
    const file = relative(process.cwd(), module.moduleId)
    const add = (name: string, errors: readonly unknown[] | undefined): void => {
      for (const error of errors ?? []) found.push(`FAILED ${file}${name}: ${firstLine(error)}`)
    }
    add('', module.errors())
    for (const suite of module.children.allSuites()) add(` > ${suite.fullName}`, suite.errors())
    for (const test of module.children.allTests('failed')) add(` > ${test.fullName}`, test.result().errors)
  }
  for (const error of state.getUnhandledErrors()) found.push(`FAILED outside of any test: ${firstLine(error)}`)
  return found
}

function firstLine(error: unknown): string {
  const { message = String(error) } = error as { message?: string }
  return (message.split('\n', 1)[0] ?? '').slice(0, 300)
}
