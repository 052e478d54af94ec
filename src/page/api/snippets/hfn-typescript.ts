import { namedInputs, withPlaces, type Snippet } from './call.ts'
import { javaScript, literal } from './literal.ts'

/** With hfn, from TypeScript or JavaScript. */
export const hfnTypeScript: Snippet = (call) => {
  const { url, name } = call
  const inputs = namedInputs(call)
  const values = Object.fromEntries(inputs.map((input) => [input.name, withPlaces(input.value)]))
  const given = inputs.length === 0 ? '' : `, ${literal(values, javaScript)}`
  return `import { connect } from 'hfn'

const app = await connect(${javaScript.string(url)})
const result = await app.run(${javaScript.string(name)}${given})
console.log(result)
await app.close()
`
}
