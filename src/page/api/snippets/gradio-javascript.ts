import { mapFiles } from '../../../wire/file-data.ts'
import { filePlace, filesIn, namedInputs, type Snippet } from './call.ts'
import { Code, javaScript, literal } from './literal.ts'

/** With Gradio's client for JavaScript. */
export const gradioJavaScript: Snippet = (call) => {
  const { url, name } = call
  const inputs = namedInputs(call)
  const hasFiles = filesIn(inputs.map(({ value }) => value)).length > 0
  const values = inputs.map((input) => [
    input.name,
    mapFiles(input.value, (file) => new Code(`handle_file(${javaScript.string(filePlace(file))})`)),
  ])
  return `import { Client${hasFiles ? ', handle_file' : ''} } from '@gradio/client'

const app = await Client.connect(${javaScript.string(url)})
const result = await app.predict(${javaScript.string(`/${name}`)}, ${literal(Object.fromEntries(values), javaScript)})
console.log(result.data)
`
}
