import type { Schema } from '../../core/schema.ts'
import type { Catalog } from '../catalog.ts'
import type { Settings } from '../options.ts'
import { openapiPaths } from './openapi-paths.ts'
import { schemaShelf } from './openapi-schema.ts'

interface OpenapiOptions {
  readonly settings: Pick<Settings, 'title' | 'description'>
  /** Address of the API as the caller sees it. */
  readonly api: string
}

const text: Schema = { type: 'string' }

/** How a request is refused. */
const refusal: Schema = { type: 'object', properties: { detail: text, code: text }, required: ['detail'] }

/** Why a run failed; its text may be kept from callers. */
const failure: Schema = {
  type: 'object',
  properties: { error: { type: ['string', 'null'] }, title: text, code: text },
}

/** `/openapi.json`: the public functions over plain HTTP, as OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.0). */
export const openapiOf = ({ all }: Pick<Catalog, 'all'>, { settings, api }: OpenapiOptions) => {
  const shelf = schemaShelf({ Refusal: refusal, Failure: failure })
  const listed = all.filter(({ visibility }) => visibility === 'public')
  const paths = Object.fromEntries(listed.flatMap(({ callable }) => openapiPaths(callable, shelf)))
  return {
    openapi: '3.1.0',
    info: {
      title: settings.title,
      version: '1.0.0',
      ...(settings.description === undefined ? {} : { description: settings.description }),
    },
    servers: [{ url: api }],
    paths,
    components: { schemas: shelf.schemas },
  }
}
