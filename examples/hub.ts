// The Hub: lists, files in the cache that Python uses too, and a Space as functions.
import { open } from 'hfn'
import { createHub } from 'hfn/hub'

const hub = createHub() // HF_ENDPOINT, HF_TOKEN, HF_HOME as everywhere
for await (const model of hub.models({ author: 'meta-llama', sort: 'downloads', limit: 5 })) console.log(model.id)

const { path } = await hub.download('openai-community/gpt2', { files: ['config.json'] })
console.log(path)
hub.close()

const app = await open('owner/name', { onStage: (stage) => console.error(stage) }) // wakes a Space that sleeps
console.log(await app.run('greet', { name: 'Ada' }))
await app.close()
