import type { RunControl } from './run-control.ts'

/** What a component that belongs to one function is given. */
export interface RunProps {
  readonly run: RunControl
}
