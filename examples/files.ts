// Give a file, get a file: a path, URL, Buffer, Blob or stream goes in; what comes back is read or saved.
import { connect, type FileValue } from 'hfn'

const app = await connect(process.env['APP'] ?? 'http://127.0.0.1:7860')
const note = { name: 'note.txt', content: new TextEncoder().encode('first line\n') }
const stamped = (await app.run('stamp', { file: note, line: 'Seen' })) as FileValue
console.log(stamped.name, new TextDecoder().decode(await stamped.bytes()))
await app.close()
