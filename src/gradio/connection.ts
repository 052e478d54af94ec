import type { Http } from '../core/http.ts'

/** What files need to know of the app they belong to. */
export interface Connection {
  readonly http: Http
  /** Where the app is, without a slash at its end. */
  readonly base: string
  /** Where its API lives below that, such as `/gradio_api`; '' before Gradio 5. */
  readonly prefix: string
  /** Credentials for the app's own origin; they go nowhere else. */
  readonly headers: () => Readonly<Record<string, string>>
  /** Bytes one uploaded file may have. */
  readonly maxFileSize: number | undefined
}
