import type { RunControl } from './run-control.ts'
import { exampleText } from './example-text.ts'

/** Rows of values a visitor can choose from; a click fills the form. */
export const Examples = ({ run }: { readonly run: RunControl }) => {
  const { examples } = run.definition
  if (examples.length === 0) return null
  const fill = (row: readonly unknown[]): void => {
    for (const [index, value] of row.entries()) run.inputs[index]?.enter(value)
  }
  return (
    <section class="examples" aria-label="Examples">
      <h3>Examples</h3>
      <ul>
        {examples.map((row, index) => (
          <li key={index}>
            <button type="button" onClick={() => fill(row)}>
              {row.map((value, place) => (
                <span key={place}>{exampleText(value)}</span>
              ))}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
