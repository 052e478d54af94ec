import { blobOfFile, sha1, type Blob } from './blob.ts'
import type { FakeFile, FakeRepo, FakeRepoType } from './contract.ts'

/** A file of a commit and the commit that changed it last. */
export interface Entry {
  readonly blob: Blob
  readonly changed: Commit
}

export interface Commit {
  /** 40 hexadecimal digits; the same for the same history. */
  readonly id: string
  readonly parent: Commit | undefined
  readonly title: string
  readonly message: string
  readonly author: string
  /** ISO 8601. */
  readonly date: string
  readonly files: ReadonlyMap<string, Entry>
}

export interface NewCommit {
  /** Put in place of what is there; null deletes a file, or everything below a path that ends in `/`. */
  readonly files: Readonly<Record<string, Blob | null>>
  readonly title: string
  readonly message?: string | undefined
  readonly author?: string | undefined
  /** Branch, default `main`. */
  readonly branch?: string | undefined
}

/** When the fake Hub's time begins; each commit is a minute after the one before. */
const epoch = Date.UTC(2026, 0, 1)

const removed = (path: string, gone: string): boolean => path === gone || (gone.endsWith('/') && path.startsWith(gone))

/** One repo: its settings, its commits, and the names they go by. */
export class Repo {
  readonly type: FakeRepoType
  id: string
  /** What is said of it; put another one in its place to change it. */
  about: FakeRepo
  readonly branches = new Map<string, Commit>()
  readonly tags = new Map<string, Commit>()
  readonly #commits = new Map<string, Commit>()
  /** The newest commit of those it began with. */
  readonly #first: Commit

  constructor(about: FakeRepo) {
    this.type = about.type ?? 'model'
    this.id = about.id
    this.about = about
    const root = this.#make(undefined, { files: {}, title: 'initial commit' })
    this.branches.set('main', root)
    this.#first = about.files === undefined ? root : this.commit({ files: blobsOf(about.files), title: 'Upload files' })
  }

  get namespace(): string {
    return this.id.includes('/') ? this.id.slice(0, this.id.indexOf('/')) : ''
  }

  get createdAt(): string {
    return this.about.createdAt ?? new Date(epoch).toISOString()
  }

  get lastModified(): string {
    const newest = this.branches.get('main') ?? this.#first
    return newest === this.#first ? (this.about.lastModified ?? newest.date) : newest.date
  }

  /** The commit a name means: `main`, `HEAD`, a branch, a tag, `refs/pr/1`, or the id of a commit. */
  find(revision: string): Commit | undefined {
    const name = revision === 'HEAD' ? 'main' : revision.replace(/^refs\/(heads|tags)\//, '')
    return this.branches.get(name) ?? this.tags.get(name) ?? this.#commits.get(name)
  }

  /** Adds a commit and moves its branch there. */
  commit(change: NewCommit): Commit {
    const branch = change.branch ?? 'main'
    const commit = this.#make(this.branches.get(branch), change)
    this.branches.set(branch, commit)
    return commit
  }

  #make(parent: Commit | undefined, change: NewCommit): Commit {
    const { title, message = '', author = this.namespace } = change
    const said = Object.entries(change.files).map(
      ([path, blob]) => `${path}\0${blob?.content.key ?? ''}\0${blob?.stored ?? ''}\n`,
    )
    const id = sha1(this.type, '\0', this.id, '\0', parent?.id ?? '', '\0', title, '\0', message, '\0', ...said)
    const files = new Map(parent?.files)
    const date = new Date(parent === undefined ? epoch : Date.parse(parent.date) + 60_000).toISOString()
    const commit: Commit = { id, parent, title, message, author, date, files }
    for (const [path, blob] of Object.entries(change.files)) {
      if (blob === null) {
        for (const name of files.keys()) if (removed(name, path)) files.delete(name)
      } else files.set(path, { blob, changed: commit })
    }
    this.#commits.set(id, commit)
    return commit
  }
}

export const blobsOf = (files: Readonly<Record<string, FakeFile | null>>): Record<string, Blob | null> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, file === null ? null : blobOfFile(file)]))
