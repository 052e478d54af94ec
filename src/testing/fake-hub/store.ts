import type { FakeRepo, FakeRepoType } from './contract.ts'
import { Repo } from './repo.ts'

/** A repo that was found, or the id it has now. */
export type Found = { readonly repo: Repo } | { readonly movedTo: string }

/** All repos of a Hub, by type and id; ids are told apart without regard to case, as on the Hub. */
export class Store {
  readonly #repos = new Map<string, Repo>()
  readonly #moved = new Map<string, string>()

  static #key(type: FakeRepoType, id: string): string {
    return `${type}:${id.toLowerCase()}`
  }

  /** Adds a repo, or puts it in the place of the one of the same name. */
  add(about: FakeRepo): Repo {
    const repo = new Repo(about)
    this.#repos.set(Store.#key(repo.type, repo.id), repo)
    for (const id of about.formerly ?? []) this.#moved.set(Store.#key(repo.type, id), repo.id)
    return repo
  }

  find(type: FakeRepoType, id: string): Found | undefined {
    const key = Store.#key(type, id)
    const repo = this.#repos.get(key)
    if (repo !== undefined) return { repo }
    const movedTo = this.#moved.get(key)
    return movedTo === undefined ? undefined : { movedTo }
  }

  /** Gives a repo another id; the old one redirects from then on. */
  move(repo: Repo, id: string): void {
    const old = Store.#key(repo.type, repo.id)
    this.#repos.delete(old)
    this.#moved.set(old, id)
    this.#moved.delete(Store.#key(repo.type, id))
    repo.id = id
    repo.about = { ...repo.about, id }
    this.#repos.set(Store.#key(repo.type, id), repo)
  }

  delete(repo: Repo): void {
    this.#repos.delete(Store.#key(repo.type, repo.id))
  }

  all(type: FakeRepoType): Repo[] {
    return [...this.#repos.values()].filter((repo) => repo.type === type)
  }
}
