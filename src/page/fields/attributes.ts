import type { Field } from '../model/field.ts'

/** What every control says of itself. */
export const attributesOf = (field: Field, fault: string | undefined) => ({
  id: field.control,
  'aria-invalid': fault !== undefined,
  'aria-describedby': `${field.control}-info ${field.control}-fault`,
})
