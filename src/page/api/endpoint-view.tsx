import { useState } from 'preact/hooks'
import { copyText } from '../markdown/copy-text.ts'
import type { Page } from '../model/page.ts'
import { currentInputs, type Endpoint, type ValueEntry } from './endpoint.ts'
import type { Language } from './snippets/languages.ts'

interface EndpointViewProps {
  readonly page: Page
  readonly endpoint: Endpoint
  readonly language: Language
}

/** One function: what it takes, what it gives, and a call of it as code. */
export const EndpointView = ({ page, endpoint, language }: EndpointViewProps) => {
  const { name, description, parameters, returns } = endpoint
  const run = page.runs.find(({ definition }) => definition.name === name)
  const { root, prefix } = page.address
  const code = language.write({ url: root, prefix, name, inputs: currentInputs(endpoint, run) })
  return (
    <section class="endpoint" aria-labelledby={`endpoint-${name}`}>
      <h3 id={`endpoint-${name}`}>
        <code>{name}</code>
      </h3>
      {description !== undefined && <p>{description}</p>}
      <Snippet code={code} label={`${language.name}: ${name}`} />
      <Values title="Parameters" values={parameters} />
      <Values title="Returns" values={returns} />
    </section>
  )
}

const Snippet = ({ code, label }: { readonly code: string; readonly label: string }) => {
  const [copied, setCopied] = useState<{ readonly code: string; readonly done: boolean }>()
  const said = copied?.code === code ? (copied.done ? 'Copied' : 'Not copied') : ''
  return (
    <figure class="code">
      <figcaption>
        <span role="status">{said}</span>
        <button
          type="button"
          class="copy"
          aria-label={`Copy ${label}`}
          onClick={() => void copyText(code).then((done) => setCopied({ code, done }))}
        >
          Copy
        </button>
      </figcaption>
      <pre tabIndex={0} role="group" aria-label={label}>
        <code>{code}</code>
      </pre>
    </figure>
  )
}

const Values = ({ title, values }: { readonly title: string; readonly values: readonly ValueEntry[] }) => (
  <>
    <h4>{title}</h4>
    {values.length === 0 && <p class="empty">None</p>}
    <dl class="values">
      {values.map(({ name, type, required, schema, description }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            <code>{type}</code>
            {title === 'Parameters' && !required && <> · {defaultOf(schema.default)}</>}
            {description !== undefined && <p>{description}</p>}
          </dd>
        </div>
      ))}
    </dl>
  </>
)

/** Letters of a default. */
const widest = 60

const defaultOf = (value: unknown): string => {
  if (value === undefined || value === null) return 'optional'
  const text = JSON.stringify(value)
  return `default ${text.length > widest ? `${text.slice(0, widest)}…` : text}`
}
