import { sha1 } from './blob.ts'
import type { Hub } from './hub.ts'
import type { Commit, Repo } from './repo.ts'
import { subdomainOf } from './spaces.ts'

/** Of what something is said. */
export interface Subject {
  readonly hub: Hub
  readonly repo: Repo
  readonly commit: Commit
  /** With sizes and hashes of files. */
  readonly blobs: boolean
}

export const tagsOf = ({ about }: Repo): string[] => {
  const { libraryName, pipelineTag, tags = [] } = about
  return [...new Set([libraryName, ...tags, pipelineTag])].filter((tag) => tag !== undefined)
}

/** Bytes of the files of the main branch. */
export const usedStorage = (repo: Repo): number =>
  [...(repo.find('main')?.files.values() ?? [])].reduce((sum, { blob }) => sum + blob.size, 0)

/** How a Space runs, as the Hub says it. */
export const runtimeOf = async (hub: Hub, repo: Repo): Promise<object> =>
  hub.spaces.of(repo).runtime(new URL(await hub.sites.space(repo)).host)

const sibling = async (path: string, { commit, blobs }: Subject): Promise<object> => {
  const blob = commit.files.get(path)?.blob
  if (!blobs || blob === undefined) return { rfilename: path }
  const { size } = blob
  const said = { rfilename: path, size, blobId: await blob.oid() }
  if (blob.stored === 'git') return said
  return { ...said, lfs: { sha256: await blob.sha256(), size, pointerSize: (await blob.pointer()).size } }
}

/** What is said of Spaces only. */
const ofSpace =
  (say: (subject: Subject) => unknown): Property =>
  (subject) =>
    subject.repo.type === 'space' ? say(subject) : undefined

/** One thing the Hub says of a repo; undefined when it says nothing. */
export type Property = (subject: Subject) => unknown

/** Everything the Hub says of a repo, by its names. */
export const properties: Readonly<Record<string, Property>> = {
  _id: ({ repo }) => sha1(repo.type, repo.createdAt, repo.id).slice(0, 24),
  id: ({ repo }) => repo.id,
  modelId: ({ repo }) => (repo.type === 'model' ? repo.id : undefined),
  author: ({ repo }) => repo.namespace,
  sha: ({ commit }) => commit.id,
  private: ({ repo }) => repo.about.private ?? false,
  gated: ({ repo }) => repo.about.gated ?? false,
  disabled: ({ repo }) => repo.about.disabled ?? false,
  createdAt: ({ repo }) => repo.createdAt,
  lastModified: ({ repo }) => repo.lastModified,
  downloads: ({ repo }) => (repo.type === 'space' ? undefined : (repo.about.downloads ?? 0)),
  downloadsAllTime: ({ repo }) => repo.about.downloads ?? 0,
  likes: ({ repo }) => repo.about.likes ?? 0,
  trendingScore: ({ repo }) => repo.about.trendingScore ?? 0,
  pipeline_tag: ({ repo }) => repo.about.pipelineTag,
  library_name: ({ repo }) => repo.about.libraryName,
  tags: ({ repo }) => tagsOf(repo),
  cardData: ({ repo }) => repo.about.cardData,
  siblings: (subject) => Promise.all([...subject.commit.files.keys()].sort().map((path) => sibling(path, subject))),
  usedStorage: ({ repo }) => usedStorage(repo),
  sdk: ofSpace(({ repo }) => repo.about.sdk ?? 'gradio'),
  subdomain: ofSpace(({ repo }) => subdomainOf(repo)),
  host: ofSpace(({ hub, repo }) => hub.sites.space(repo)),
  runtime: ofSpace(({ hub, repo }) => runtimeOf(hub, repo)),
}
