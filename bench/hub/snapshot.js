/** @huggingface/hub, as its document says to use it: `node snapshot.js download <repo>`. */
import { snapshotDownload } from '@huggingface/hub'

// It tells of every file on standard output.
console.debug = () => {}
await snapshotDownload({ repo: process.argv[3], hubUrl: process.env.HF_ENDPOINT })
