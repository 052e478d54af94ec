import type { Callable, Parameter } from '../../callable/callable.ts'
import { exampleValue } from '../../callable/example.ts'
import { fileIn } from '../files/file-schema.ts'
import { pythonText } from './python-value.ts'

interface Example {
  readonly name: string
  readonly value: unknown
  /** A file, or a list of files. */
  readonly file: boolean
}

const isFile = ({ schema }: Parameter): boolean =>
  fileIn(schema) !== undefined || (schema.items !== undefined && fileIn(schema.items) !== undefined)

/** What a person would give: each required parameter, and the defaults of the others. */
const examplesOf = ({ input }: Pick<Callable, 'input'>): Example[] =>
  input.map((parameter) => {
    const { name, schema, required } = parameter
    const value = required ? exampleValue(schema) : (schema.default ?? null)
    return { name, value, file: isFile(parameter) && value !== null }
  })

const handled = (value: unknown, write: (name: string) => string): string =>
  Array.isArray(value) ? `[${value.map((part) => handled(part, write)).join(', ')}]` : write(String(value))

const pythonSnippet = (name: string, examples: readonly Example[], root: string): string => {
  const value = (example: Example): string =>
    example.file ? handled(example.value, (path) => `handle_file(${pythonText(path)})`) : pythonText(example.value)
  return [
    `from gradio_client import Client${examples.some(({ file }) => file) ? ', handle_file' : ''}`,
    '',
    `client = Client("${root}")`,
    'result = client.predict(',
    ...examples.map((example) => `\t${example.name}=${value(example)},`),
    `\tapi_name="/${name}",`,
    ')',
    'print(result)',
  ].join('\n')
}

const scriptSnippet = (name: string, examples: readonly Example[], root: string): string => {
  const value = (example: Example): string =>
    example.file
      ? handled(example.value, (path) => `handle_file(${JSON.stringify(path)})`)
      : JSON.stringify(example.value)
  return [
    `import { Client${examples.some(({ file }) => file) ? ', handle_file' : ''} } from "@gradio/client";`,
    '',
    `const client = await Client.connect("${root}");`,
    `const result = await client.predict(${JSON.stringify(`/${name}`)}, {`,
    ...examples.map((example) => `\t${JSON.stringify(example.name)}: ${value(example)},`),
    '});',
    '',
    'console.log(result.data);',
  ].join('\n')
}

/** A text within a shell's single quotes. */
const inQuotes = (text: string): string => text.replaceAll("'", "'\\''")

/** The path of a file once it is uploaded, out of the quotes, so that the shell fills it in. */
const uploaded = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(uploaded) : { path: placeholder, meta: { _type: 'gradio.FileData' } }
const placeholder = '$FILE_PATH'

const bodyOf = (examples: readonly Example[]): string =>
  inQuotes(
    JSON.stringify(Object.fromEntries(examples.map(({ name, value, file }) => [name, file ? uploaded(value) : value]))),
  ).replaceAll(`"${placeholder}"`, `"'"${placeholder}"'"`)

const shellSnippet = (name: string, examples: readonly Example[], api: string): string =>
  [
    ...(examples.some(({ file }) => file)
      ? [`FILE_PATH=$(curl -s ${api}/upload -F 'files=@/path/to/your/file' | tr -d '[]" ')`, '']
      : []),
    `EVENT_ID=$(curl -s ${api}/call/v2/${name} -H 'Content-Type: application/json' \\`,
    `  -d '${bodyOf(examples)}' | awk -F'"' '{ print $4 }')`,
    `curl -N ${api}/call/${name}/$EVENT_ID`,
  ].join('\n')

const commandSnippet = (name: string, examples: readonly Example[], root: string): string => {
  const given = Object.fromEntries(
    examples.map(({ name: key, value, file }) => [
      key,
      file ? { path: value, meta: { _type: 'gradio.FileData' } } : value,
    ]),
  )
  return `gradio predict ${root} /${name} '${inQuotes(JSON.stringify(given))}'`
}

/**
 * How a function is called from elsewhere, in the four languages Gradio shows.
 * @param root address of the page, without a slash at its end; `api` that of the API
 */
export const snippetsOf = (
  callable: Pick<Callable, 'name' | 'input'>,
  { root, api }: { readonly root: string; readonly api: string },
) => {
  const examples = examplesOf(callable)
  const { name } = callable
  return {
    python: pythonSnippet(name, examples, root),
    javascript: scriptSnippet(name, examples, root),
    bash: shellSnippet(name, examples, api),
    cli: commandSnippet(name, examples, root),
  }
}
