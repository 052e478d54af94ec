import type { Callable } from './callable.ts'
import { fix, follow } from './compose.ts'
import { createCallable } from './create.ts'

/**
 * A callable with some of its arguments given beforehand; they are no parameters any more.
 * @throws BAD_ARGUMENT when it has no such parameter or does not take such a value
 */
export const bind = <Input extends object, Outputs extends readonly unknown[], const Given extends Partial<Input>>(
  callable: Callable<Input, Outputs>,
  given: Given,
): Callable<Omit<Input, keyof Given>, Outputs> => {
  const bound: Callable = callable
  const { values, free } = fix(bound, given)
  return createCallable({
    name: callable.name,
    title: callable.title,
    description: callable.description,
    input: free,
    get output() {
      return callable.output
    },
    start: async (input, run) => {
      const { signal, onUpload } = run
      const { type: _, ...finished } = await follow(bound.run({ ...values, ...input }, { signal, onUpload }), run)
      return finished
    },
  })
}
