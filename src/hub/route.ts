import type { Repo } from './reference.ts'

/** The path with every piece encoded, slashes kept. */
const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

/** `/api/models/owner/name`, with more behind it. */
export const apiRoute = ({ type, id }: Repo, ...more: readonly string[]): string =>
  ['/api', `${type}s`, id, ...more].join('/')

/** A part of a route that may have slashes of its own, such as a revision: `refs%2Fpr%2F1`. */
export const encoded = (part: string): string => encodeURIComponent(part)

/** Where the content of a file is asked for: `/datasets/owner/name/resolve/main/data/train.csv`. */
export const resolveRoute = ({ type, id, revision = 'main' }: Repo, path: string): string =>
  `/${type === 'model' ? '' : `${type}s/`}${id}/resolve/${encoded(revision)}/${encodePath(path)}`
