import { repoOf, commitOf } from '../access.ts'
import { redirect, refuse, text, type HubAnswer } from '../answer.ts'
import type { Blob } from '../blob.ts'
import { cdnAddress } from './cdn.ts'
import type { Commit, Repo } from '../repo.ts'
import type { HubRequest } from '../request.ts'
import type { Route } from '../router.ts'
import { serveContent } from '../ranges.ts'

interface Wanted {
  readonly repo: Repo
  readonly commit: Commit
  readonly path: string
  readonly blob: Blob
}

const wantedOf = (request: HubRequest): Wanted => {
  const repo = repoOf(request, 'files')
  const commit = commitOf(request, repo)
  const path = request.part('path')
  const entry = commit.files.get(path)
  if (entry === undefined) throw refuse(404, 'Entry not found', { code: 'EntryNotFound' })
  return { repo, commit, path, blob: entry.blob }
}

const encodedPath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')

const dispositionOf = (path: string): string => {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return `inline; filename*=UTF-8''${encodeURIComponent(name)}; filename="${name.replaceAll(/[^ -~]|["\\]/g, '_')}";`
}

/** A small file, as git has it. */
const serveFile = async (request: HubRequest, { commit, path, blob }: Wanted): Promise<HubAnswer> => {
  let binary = false
  for await (const piece of blob.content.read(0, Math.min(8_000, blob.size))) binary ||= piece.includes(0)
  return serveContent(request, blob.content, {
    'content-type': binary ? 'application/octet-stream' : 'text/plain; charset=utf-8',
    'content-disposition': dispositionOf(path),
    etag: `"${await blob.oid()}"`,
    'x-repo-commit': commit.id,
  })
}

/** Where a small file is cached: an address below the Hub's own, for its commit and for ever. */
const cached = async (request: HubRequest, { repo, commit, path, blob }: Wanted): Promise<HubAnswer> => {
  const asked = encodeURIComponent(request.url.pathname)
  const etag = encodeURIComponent(`"${await blob.oid()}"`)
  const place = `/api/resolve-cache/${repo.type}s/${repo.id}/${commit.id}/${encodedPath(path)}`
  return redirect(307, `${place}?${asked}=&etag=${etag}`, { 'x-repo-commit': commit.id, 'accept-ranges': 'bytes' })
}

const xetHeaders = ({ hub }: HubRequest, { repo, commit, blob }: Wanted): Record<string, string> => {
  if (blob.xetHash === undefined) return {}
  const auth = `${hub.url}/api/${repo.type}s/${repo.id}/xet-read-token/${commit.id}`
  const info = `${hub.cdnUrl}/cas/v1/reconstructions/${blob.xetHash}`
  return { 'x-xet-hash': blob.xetHash, link: `<${auth}>; rel="xet-auth", <${info}>; rel="xet-reconstruction-info"` }
}

/** A large file: sends the visitor to the CDN. */
const elsewhere = async (request: HubRequest, wanted: Wanted): Promise<HubAnswer> => {
  const { commit, path, blob } = wanted
  const oid = await blob.sha256()
  const headers = {
    'x-repo-commit': commit.id,
    'x-linked-etag': `"${oid}"`,
    'x-linked-size': String(blob.size),
    'accept-ranges': 'bytes',
    ...xetHeaders(request, wanted),
  }
  const fileInfo = String(request.headers.accept).includes('application/vnd.xet-fileinfo+json')
  if (fileInfo && blob.xetHash !== undefined) {
    return text(JSON.stringify({ hash: blob.xetHash }), 200, {
      ...headers,
      'content-type': 'application/vnd.xet-fileinfo+json',
    })
  }
  return redirect(302, cdnAddress(request.hub, { oid, name: dispositionOf(path), blob }), headers)
}

const resolve = async (request: HubRequest): Promise<HubAnswer> => {
  const wanted = wantedOf(request)
  const { repo, blob } = wanted
  if (blob.stored !== 'git') return elsewhere(request, wanted)
  // The Hub caches only what everybody may see; empty files, and repos without an owner, it does not.
  const open = repo.about.private !== true && repo.about.gated === undefined && repo.id.includes('/')
  return open && blob.size > 0 ? cached(request, wanted) : serveFile(request, wanted)
}

const raw = async (request: HubRequest): Promise<HubAnswer> => {
  const wanted = wantedOf(request)
  if (wanted.blob.stored === 'git') return serveFile(request, wanted)
  const pointer = await wanted.blob.pointer()
  return serveContent(request, pointer.content, {
    'content-type': 'text/plain; charset=utf-8',
    etag: `"${await pointer.oid()}"`,
    'x-repo-commit': wanted.commit.id,
  })
}

export const fileRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/resolve-cache/:types/:id/:revision/*path',
    handle: (request) => serveFile(request, wantedOf(request)),
  },
  { method: 'GET', pattern: '/:kind?/:id/resolve/:revision/*path', handle: resolve },
  { method: 'GET', pattern: '/:kind?/:id/raw/:revision/*path', handle: raw },
]
