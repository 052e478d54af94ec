/** What a program left behind: exit status, standard output and standard error. */
export interface HubAnswer {
  readonly status: number
  readonly out: string
  readonly err: string
}
