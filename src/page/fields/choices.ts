import { listOf, textOf, type JsonObject } from '../../wire/json.ts'

/** One thing to choose: what is read, and what is sent. */
export interface Choice {
  readonly label: string
  readonly value: unknown
}

const labelOf = (value: unknown): string => textOf(value) ?? JSON.stringify(value) ?? ''

/** The choices of a component: pairs of label and value, or values alone. */
export const choicesOf = ({ choices }: JsonObject): Choice[] =>
  listOf(choices).map((choice) => {
    if (!Array.isArray(choice)) return { label: labelOf(choice), value: choice }
    const [label, value]: unknown[] = choice
    return { label: labelOf(label), value: choice.length < 2 ? label : value }
  })

/** True for values that are the same JSON. */
export const isSame = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) || JSON.stringify(one) === JSON.stringify(other)

/** What a value is called among the choices. */
export const labelFor = (choices: readonly Choice[], value: unknown): string =>
  choices.find((choice) => isSame(choice.value, value))?.label ?? labelOf(value)
