import type { Catalog, ServedFunction } from '../catalog.ts'

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const entry = ({ callable: { name, title, description, input } }: ServedFunction): string =>
  `<li><h2>${escaped(title ?? name)}</h2><p>${escaped(description ?? '')}</p><code>${escaped(
    `${name}(${input.map((parameter) => parameter.name).join(', ')})`,
  )}</code></li>`

/** A plain page that lists the functions; it runs nothing and loads nothing. */
export const pageOf = ({ all }: Catalog, title: string): Response =>
  new Response(
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
      `<title>${escaped(title)}</title><main><h1>${escaped(title)}</h1><ul>${all.map(entry).join('')}</ul></main></html>`,
    {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      },
    },
  )
