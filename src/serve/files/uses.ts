/** How many are using each file, by its path. */
export class Uses {
  readonly #counts = new Map<string, number>()

  has(path: string): boolean {
    return this.#counts.has(path)
  }

  paths(): Iterable<string> {
    return this.#counts.keys()
  }

  /** One user more; gives the function that ends this use, once. */
  begin(path: string): () => void {
    this.#counts.set(path, (this.#counts.get(path) ?? 0) + 1)
    let over = false
    return () => {
      if (over) return
      over = true
      const left = (this.#counts.get(path) ?? 1) - 1
      if (left === 0) this.#counts.delete(path)
      else this.#counts.set(path, left)
    }
  }
}
