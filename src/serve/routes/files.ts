import type { Hono } from 'hono'
import { streamOf } from '../files/bytes.ts'
import { fileResponse, refusedFile } from '../files/file-response.ts'
import { Uploads } from '../files/uploads.ts'
import type { Service } from '../service.ts'
import { eventStream } from '../stream/event-stream.ts'

/** Files to and from the app. */
export const addFiles = (app: Hono, { files, settings }: Service): void => {
  const uploads = new Uploads({ heartbeat: settings.timings.heartbeat })

  app.post('/upload', async ({ req }) => {
    const taken = await uploads.follow(req.query('upload_id'), (watch) => files.upload(req.raw, watch))
    return Response.json(taken.map(({ path }) => path))
  })

  app.get('/upload_progress', async ({ req }) => {
    const progress = await uploads.progress(req.query('upload_id') ?? '')
    return progress === undefined ? new Response('Upload not found', { status: 404 }) : eventStream(streamOf(progress))
  })

  app.get('/file/*', async ({ req }) => {
    const file = await files.find(pathIn(req.path))
    return file === undefined ? refusedFile() : fileResponse(file, req.raw)
  })
}

/** The path as it was encoded; what cannot be decoded names no file. */
const pathIn = (route: string): string => {
  try {
    return decodeURIComponent(route.slice('/file/'.length))
  } catch {
    return ''
  }
}
