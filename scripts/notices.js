// The licences of the packages a bundle took in.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const folderOf = (id) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1]

const noticeOf = async (folder) => {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  const licence = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file))
  if (licence === undefined) throw new Error(`${name} has no licence file`)
  return `${name} ${version} (${license})\n\n${(await readFile(join(folder, licence), 'utf8')).trim()}\n`
}

/** The text of all licences, one after the other. */
export const noticesOf = async (modules) => {
  const folders = new Set(modules.map(folderOf).filter((folder) => folder !== undefined))
  return (await Promise.all([...folders].toSorted((a, b) => (a < b ? -1 : 1)).map(noticeOf))).join(
    `\n${'-'.repeat(80)}\n\n`,
  )
}
