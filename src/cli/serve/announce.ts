import { basename } from 'node:path'
import type { Callable } from '../../callable/callable.ts'
import type { Listening } from '../../serve/index.ts'
import { exampleWords } from '../../callable/example.ts'
import type { Context } from '../context.ts'
import { painter } from '../render/color.ts'
import { shown } from '../render/printer.ts'

const shellWord = (word: string): string => (/^[\w./:=@-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

/** Without what may be left out and takes more than a word to write. */
const plain = (callable: Callable): Callable => ({
  ...callable,
  input: callable.input.filter(({ required, schema: { type } }) => required || (type !== 'array' && type !== 'object')),
})

/** Words of a command that is shown whole. */
const longest = 12

/** Where the app is, who can reach it, and how it is called. */
export const announce = async (
  context: Context,
  { url, reach, addresses }: Listening,
  { file, functions }: { readonly file: string; readonly functions: readonly Callable[] },
): Promise<void> => {
  const { out } = context
  const paint = painter(out, context)
  const [first] = functions
  const call = (first === undefined ? ['info', url] : ['call', url, first.name, ...exampleWords(plain(first))]).map(
    shellWord,
  )
  const lines = [
    `${basename(file)} is an app at ${paint('bold', url)}`,
    ...(reach === 'this computer'
      ? ['  Only this computer can reach it; --host 0.0.0.0 lets in others']
      : [`  Everybody who reaches this computer can use it: ${addresses.slice(1).join(' ')}`]),
    ...(functions.length === 0 ? [] : [`  Functions: ${functions.map(({ name }) => name).join(', ')}`]),
    `  Call it: hfn ${(call.length > longest ? [...call.slice(0, 3), '--help'] : call).join(' ')}`,
    '  Ctrl-C ends it',
  ]
  await out.write(`${shown(out, lines.join('\n'))}\n`)
}
