import type { LayoutNode } from '../../blueprint.ts'
import type { Draft } from '../../describe/draft.ts'

type Props = Readonly<Record<string, unknown>>

interface OpenBox {
  readonly id: number
  readonly type: string
  readonly children: OpenBox[]
}

/** How the components of a page stand in each other, built from the outside in. */
export class Layout {
  readonly #draft: Draft
  readonly #root: OpenBox = { id: 0, type: 'page', children: [] }
  #open = this.#root

  constructor(draft: Draft) {
    this.#draft = draft
  }

  /** Puts a component where the page is being built. */
  leaf(id: number): void {
    this.#open.children.push({ id, type: '', children: [] })
  }

  /** A box around what `build` puts there. */
  box(type: string, props: Props, build: () => void): void {
    this.#within(this.#made(this.#open, type, props), build)
  }

  /** A tab; those that follow each other stand in one row of tabs. */
  tab(label: string, build: () => void): void {
    const before = this.#open.children.at(-1)
    const inside = this.#open.type === 'tabs'
    const tabs = inside ? this.#open : before?.type === 'tabs' ? before : this.#made(this.#open, 'tabs', {})
    this.#within(this.#made(tabs, 'tabitem', { label, id: label }), build)
  }

  get tree(): LayoutNode {
    return nodeOf(this.#root)
  }

  #made(parent: OpenBox, type: string, props: Props): OpenBox {
    const box: OpenBox = { id: this.#draft.add(type, props), type, children: [] }
    parent.children.push(box)
    return box
  }

  #within(box: OpenBox, build: () => void): void {
    const outside = this.#open
    this.#open = box
    try {
      build()
    } finally {
      this.#open = outside
    }
  }
}

const nodeOf = ({ id, type, children }: OpenBox): LayoutNode =>
  type === '' ? { id } : { id, children: children.map(nodeOf) }
