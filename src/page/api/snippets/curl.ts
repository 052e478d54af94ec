import { fileMark, mapFiles } from '../../../wire/file-data.ts'
import { newId } from '../../history/new-id.ts'
import { filePlace, filesIn, type Snippet, type SnippetCall } from './call.ts'
import { shellWord } from './literal.ts'

/** With curl alone: files are sent first, the call gives an id, and the results are read by it. */
export const curl: Snippet = (call) => {
  const route = `${call.url}${call.prefix}/call/${encodeURIComponent(call.name)}`
  return `${uploads(call)}EVENT=$(curl -s -X POST ${shellWord(route)} \\
  -H 'Content-Type: application/json' \\
  -d ${body(call)} | awk -F'"' '{print $4}')
curl -N ${shellWord(route)}/$EVENT
`
}

const sent = ({ inputs }: SnippetCall) =>
  filesIn(inputs.map(({ value }) => value)).filter((file) => !/^https?:/i.test(filePlace(file)))

const uploads = (call: SnippetCall): string => {
  const lines = sent(call).map(
    (file, index) =>
      `FILE${index + 1}=$(curl -s ${shellWord(`${call.url}${call.prefix}/upload`)} \\
  -F ${shellWord(`files=@"${filePlace(file).replace(/["\\]/g, '\\$&')}"`)} | tr -d '[]"')\n`,
  )
  return lines.join('')
}

/** The JSON as a word of the shell; the paths of sent files stand in it as variables. */
const body = (call: SnippetCall): string => {
  const paths = sent(call).map(({ path }) => path)
  const mark = newId()
  const data = mapFiles(
    call.inputs.map(({ value }) => value ?? null),
    (file) => {
      const index = paths.indexOf(file.path)
      return { path: index < 0 ? filePlace(file) : `${mark}${index + 1}${mark}`, meta: fileMark }
    },
  )
  const word = shellWord(JSON.stringify({ data }))
  return paths.reduce((text, _, at) => text.replaceAll(`${mark}${at + 1}${mark}`, `'"$FILE${at + 1}"'`), word)
}
