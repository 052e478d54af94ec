/**
 * Names of everything in Redis. The braces keep all keys of an app on one node, where Redis is a cluster behind one address.
 *
 * `run:<id>` what is known of a run · `log:<stream>` what happened · `counts:<stream>` how much that was · `pending:<stream>` runs
 * not yet ended · `readers:<stream>` processes that follow it · `state:<session>` what functions keep · `alive:<process>`
 * `seconds:<line>` what a run takes · `telling:<line>` somebody is about to tell the line · `line:…` what BullMQ keeps
 */
export class Keys {
  readonly root: string

  constructor(prefix: string) {
    this.root = `{${prefix}}`
  }

  of(kind: 'run' | 'log' | 'readers' | 'state' | 'alive' | 'telling', name: string): string {
    return `${this.root}:${kind}:${name}`
  }

  /** Where followers of a stream are woken. */
  wake(stream: string): string {
    return `${this.root}:wake:${stream}`
  }

  /** Where workers hear of runs that nobody wants any more. */
  get cancelled(): string {
    return `${this.root}:cancelled`
  }

  /** What BullMQ puts before its keys. */
  get lines(): string {
    return `${this.root}:line`
  }
}

/** BullMQ takes no colon in the name of a queue. */
export const queueName = (line: string): string => encodeURIComponent(line)
