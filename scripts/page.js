// The page as one module without dependencies: every file with its compressed forms, so that serving it needs no file system.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { build } from 'rolldown'
import { noticesOf } from './notices.js'

const type = 'text/javascript; charset=utf-8'

/** Our own style sheets hold no strings with braces or comments: removing blanks is safe. */
const minified = (css) =>
  css
    .replaceAll(/\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(';}', '}')

/** Takes style sheets out of the modules; their order is that of the imports. */
const styleSheets = (sheets) => ({
  name: 'style-sheets',
  async load(id) {
    if (!id.endsWith('.css')) return null
    sheets.set(id, await readFile(id, 'utf8'))
    return { code: '', moduleType: 'js', moduleSideEffects: true }
  },
})

/** The style sheets of a bundle: what is loaded with the page, then what is loaded on demand. */
const styleOf = (chunks, sheets) => {
  const first = chunks.toSorted((a, b) => Number(b.isEntry) - Number(a.isEntry))
  const ids = new Set([...first.flatMap((chunk) => chunk.moduleIds.filter((id) => sheets.has(id))), ...sheets.keys()])
  return minified([...ids].map((id) => sheets.get(id)).join('\n'))
}

const compressed = (text) => ({
  gzip: gzipSync(text, { level: 9 }).toString('base64'),
  brotli: brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).toString('base64'),
})

const fileOf = (name, text) => [name, { type, text, ...compressed(text) }]

/** Notes which modules an entry needs at once. */
const firstLoad = (modules) => ({
  name: 'first-load',
  buildEnd() {
    const visit = (id) => {
      if (modules.has(id)) return
      modules.add(id)
      for (const imported of this.getModuleInfo(id)?.importedIds ?? []) visit(imported)
    }
    for (const id of this.getModuleIds()) if (this.getModuleInfo(id)?.isEntry) visit(id)
  },
})

/** What is needed together stands together: the page makes at most six requests, a chat too. */
const chunkOf = (first) => (id) => {
  if (first.has(id)) return 'base'
  return id.includes('/page/chat/') ? 'chat' : null
}

/** Builds the page into a folder: `assets.js` and `LICENSES.txt`. */
export const buildPage = async (folder, root = join(import.meta.dirname, '..')) => {
  const sheets = new Map()
  const first = new Set()
  const { output } = await build({
    cwd: root,
    input: { page: join(root, 'src/page/main.tsx') },
    platform: 'browser',
    write: false,
    preserveEntrySignatures: false,
    logLevel: 'warn',
    plugins: [styleSheets(sheets), firstLoad(first)],
    transform: { target: 'es2022', jsx: { runtime: 'automatic', importSource: 'preact' } },
    output: {
      format: 'esm',
      minify: true,
      entryFileNames: '[name]-[hash].js',
      chunkFileNames: '[name]-[hash].js',
      codeSplitting: { groups: [{ name: chunkOf(first), debugName: 'parts' }], includeDependenciesRecursively: false },
      comments: { legal: false },
    },
  })
  const chunks = output.filter((part) => part.type === 'chunk')
  const style = styleOf(chunks, sheets)
  const files = Object.fromEntries(chunks.map(({ fileName, code }) => fileOf(fileName, code)))
  const entry = chunks.find((chunk) => chunk.isEntry)
  const page = {
    files,
    entry: entry.fileName,
    style: { text: style, sha256: createHash('sha256').update(style).digest('base64') },
    preload: entry.imports,
  }
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'assets.js'), `export const page = ${JSON.stringify(page)}\n`)
  await writeFile(join(folder, 'LICENSES.txt'), await noticesOf(chunks.flatMap((chunk) => chunk.moduleIds)))
  return page
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const page = await buildPage(process.argv[2] ?? 'dist/page')
  for (const [name, { text, gzip }] of Object.entries(page.files)) {
    console.log(`${name.padEnd(40)} ${text.length} B, ${Buffer.from(gzip, 'base64').length} gz`)
  }
}
