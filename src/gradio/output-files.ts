import { mapFiles } from '../wire/file-data.ts'
import type { Connection } from './connection.ts'
import { remoteFile } from './remote-file.ts'

/** The output with every file in it as a RemoteFile; what has none is given back as it is. */
export const receiveFiles = (value: unknown, connection: Connection): unknown =>
  typeof value === 'object' && value !== null ? mapFiles(value, (file) => remoteFile(connection, file)) : value
