import type { Schema } from '../../core/schema.ts'

/**
 * What hfn adds to `/info` under the key `hfn`, so that an hfn client reads back exactly what was served.
 * Other clients ignore it; the fields around it say the same in Gradio's words, as far as these reach.
 */
export interface ExactEndpoint {
  readonly title?: string | undefined
}

/** `required` is the opposite of the entry's `parameter_has_default`, the name its `parameter_name`. */
export interface ExactParameter {
  readonly schema: Schema
}

export interface ExactReturn {
  readonly name: string
  readonly schema: Schema
}
