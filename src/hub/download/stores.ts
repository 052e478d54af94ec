import type { Destination, RepoCache } from '../cache/contract.ts'

/** Where a download finds and puts things. */
export interface Stores {
  readonly cache: RepoCache
  readonly destination: (commit: string) => Destination
}

const nothing = async (): Promise<void> => {}

/** The same for a run that changes nothing. */
export const unchanged = ({ cache, destination }: Stores): Stores => ({
  cache: { ...cache, setCommit: nothing, setTree: nothing, setMissing: nothing },
  destination: (commit) => {
    const given = destination(commit)
    return { ...given, find: (file) => given.look(file) }
  },
})
