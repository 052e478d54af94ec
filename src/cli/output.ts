/** Where a command writes; `closed` once its reader went away. */
export interface Output {
  /** Resolves when the chunk was taken, also when nobody reads any more. */
  write(chunk: string | Uint8Array): Promise<void>
  readonly isTerminal: boolean
  readonly columns: number
  readonly closed: boolean
}
