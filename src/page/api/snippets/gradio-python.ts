import { mapFiles } from '../../../wire/file-data.ts'
import { filePlace, filesIn, namedInputs, type Snippet } from './call.ts'
import { Code, literal, python } from './literal.ts'

const pythonName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u
const keyword =
  /^(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/

/** With Gradio's client for Python. */
export const gradioPython: Snippet = (call) => {
  const { url, name } = call
  const inputs = namedInputs(call)
  const hasFiles = filesIn(inputs.map(({ value }) => value)).length > 0
  const lines = inputs.map(({ name: parameter, value }) => {
    const given = mapFiles(value, (file) => new Code(`handle_file(${python.string(filePlace(file))})`))
    return [parameter, literal(given, python, '  ')] as const
  })
  const values = lines.map(([parameter, text]) =>
    pythonName.test(parameter) && !keyword.test(parameter)
      ? `${parameter}=${text}`
      : `**{${python.string(parameter)}: ${text}}`,
  )
  return `from gradio_client import Client${hasFiles ? ', handle_file' : ''}

client = Client(${python.string(url)})
result = client.predict(
${[...values, `api_name=${python.string(`/${name}`)}`].map((text) => `  ${text},\n`).join('')})
print(result)
`
}
