import type { Callable } from '../callable/callable.ts'

const pascalCase = (name: string): string =>
  name
    .split(/[^\p{ID_Continue}]+|_+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .replace(/^(?!\p{ID_Start})/u, 'Fn')

/** The stem of each callable's type names, such as `Op1` for `Op1Input` and `Op1Outputs`; unique, and clear of the reserved names. */
export const typeNames = (callables: readonly Callable[], reserved: readonly string[]): string[] => {
  const taken = new Set<string>([...reserved, 'Functions'])
  return callables.map(({ name }) => {
    const stem = pascalCase(name)
    for (let turn = 1; ; turn += 1) {
      const free = turn === 1 ? stem : `${stem}${turn}`
      const both = [`${free}Input`, `${free}Outputs`]
      if (both.some((type) => taken.has(type))) continue
      for (const type of both) taken.add(type)
      return free
    }
  })
}
