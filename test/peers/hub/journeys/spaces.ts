import { expect } from 'vitest'
import type { Journey } from '../stage.ts'

const repos = [
  {
    type: 'space',
    id: 'ada/app',
    sdk: 'gradio',
    files: { 'app.py': 'print()' },
    space: { logs: { run: ['started', 'ready'], build: ['built'] } },
  },
] as const

const stageOf = "print(api.get_space_runtime('ada/app').stage)"

export const spaceJourneys: readonly Journey[] = [
  {
    name: 'Spaces: pause, restart, wait until it runs, and logs',
    hub: { repos },
    play: async ({ done, python, hub }) => {
      await done('spaces pause ada/app')
      expect(await python(stageOf)).toBe('PAUSED\n')
      await done('spaces restart ada/app')
      await done('spaces wait ada/app --timeout 20')
      expect(await python(stageOf)).toBe('RUNNING\n')
      await done('spaces restart ada/app --factory-reboot')
      expect(hub.requests.some(({ path }) => path.endsWith('/restart?factory=true'))).toBe(true)
      const logs = await done('spaces logs ada/app')
      expect([logs.includes('started'), logs.includes('ready'), logs.includes('built')]).toEqual([true, true, false])
      expect(await done('spaces logs ada/app --build')).toContain('built')
    },
  },
  {
    name: 'Spaces: hardware, sleep time, templates, dev mode, and volumes',
    hub: { repos },
    play: async ({ done, python }) => {
      expect(await done('spaces hardware')).toContain('cpu-basic')
      expect(await done('spaces templates')).toMatch(/gradio/i)
      await done('spaces settings ada/app --hardware t4-small --sleep-time 3600')
      expect(await python("r = api.get_space_runtime('ada/app'); print(r.requested_hardware, r.sleep_time)")).toBe(
        't4-small 3600\n',
      )
      await done('spaces settings ada/app --sleep-time 600')
      await done('spaces dev-mode ada/app')
      expect(await python("print(api.get_space_runtime('ada/app').raw['devMode'])")).toBe('True\n')
      await done('spaces volumes set ada/app -v hf://ada/model:/data')
      expect(await done('spaces volumes list ada/app')).toContain('/data')
      await done('spaces volumes delete ada/app --yes')
      expect(await done('spaces volumes list ada/app')).not.toContain('/data')
    },
  },
  {
    name: 'Spaces: secrets are named, variables are told',
    hub: { repos },
    play: async ({ done }) => {
      await done('spaces secrets add ada/app -s KEY=hidden')
      const secrets = await done('spaces secrets list ada/app')
      expect([secrets.includes('KEY'), secrets.includes('hidden')]).toEqual([true, false])
      await done('spaces secrets delete ada/app KEY --yes')
      expect(await done('spaces secrets list ada/app')).not.toContain('KEY')
      await done('spaces variables add ada/app -e SIZE=12')
      expect(await done('spaces variables list ada/app')).toMatch(/SIZE[^]*12/)
      await done('spaces variables delete ada/app SIZE --yes')
      expect(await done('spaces variables list ada/app')).not.toContain('SIZE')
    },
  },
  {
    name: 'Spaces: only those who may, change one',
    hub: { repos },
    play: async ({ hf }) => {
      for (const words of ['spaces pause ada/app', 'spaces secrets list ada/app'])
        expect((await hf(words, { token: 'hf_bobsWriteToken' })).status, words).toBe(1)
    },
  },
  {
    name: 'Spaces: a copy has its files and what it was given',
    hub: { repos },
    play: async ({ done, python }) => {
      await done('repos duplicate ada/app lovelace/copy --type space --private -e SIZE=12 -s KEY=hidden')
      expect(await python("print(*api.list_repo_files('lovelace/copy', repo_type='space'))")).toContain('app.py')
      expect(await done('spaces variables list lovelace/copy')).toContain('SIZE')
      expect(await done('spaces secrets list lovelace/copy')).toContain('KEY')
    },
  },
]
