import type { LayoutNode, PageConfig } from '../config.ts'

const leaf = (id: number): LayoutNode => ({ id, children: [] })

/** The layout of the app; of one that has none, all components one after the other. */
export const layoutFor = ({ layout, components }: PageConfig): LayoutNode =>
  layout.children.length > 0 ? layout : { id: -1, children: [...components.keys()].map(leaf) }
