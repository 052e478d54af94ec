/** FileData as a server of Gradio 4 and later writes it (gradio/data_classes.py). */
export interface WireFile {
  readonly path: string
  readonly url?: string | null
  readonly size?: number | null
  readonly orig_name?: string | null
  readonly mime_type?: string | null
  readonly is_stream?: boolean
  readonly meta?: { readonly _type: 'gradio.FileData' }
}
