import type { Catalog, ServedFunction } from '../catalog.ts'
import { escaped } from './html.ts'

const entry = ({ callable: { name, title, description, input } }: ServedFunction): string =>
  `<li><h2>${escaped(title ?? name)}</h2><p>${escaped(description ?? '')}</p><code>${escaped(
    `${name}(${input.map((parameter) => parameter.name).join(', ')})`,
  )}</code></li>`

/** The functions anybody may know of as a plain list: what there is to see without scripts. */
export const listOf = ({ all }: Pick<Catalog, 'all'>): string =>
  `<ul>${all
    .filter(({ visibility }) => visibility === 'public')
    .map(entry)
    .join('')}</ul>`
