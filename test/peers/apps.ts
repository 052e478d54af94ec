import type { Environment } from './environments.ts'

/** The majors of Gradio that stand here, each as its pinned environment. */
export const majors = [3, 4, 5, 6] as const

export type Major = (typeof majors)[number]

export const environmentOf = (major: Major): Environment => `gradio-${major}`

/** One process: a script, and the apps it opens. */
export interface Group {
  readonly script: string
  /** The apps, each with the path below its port. */
  readonly apps: Readonly<Record<string, string>>
  /** Words of the script that a major wants otherwise. */
  readonly words?: Partial<Record<Major, readonly [documented: string, wanted: string]>>
}

/** What runs on every major, unless `absent` says otherwise. */
export const groups = {
  simple: {
    script: 'simple_app.py',
    apps: { simple: '' },
    words: { 3: ['demo.launch(', 'demo.queue().launch('], 6: ['show_api=True', ''] },
  },
  kitchen: { script: 'kitchen_sink.py', apps: { kitchen: '' } },
  small: {
    script: 'small_apps.py',
    apps: {
      auth: '',
      mounted: '/app',
      busy: '',
      full: '',
      private: '',
      unnamed: '',
      errors: '',
      interface: '',
      chat: '',
      limited: '',
    },
  },
  streaming: { script: 'streaming.py', apps: { streaming: '' } },
} as const satisfies Record<string, Group>

export type GroupName = keyof typeof groups

export type AppName = { [Name in GroupName]: keyof (typeof groups)[Name]['apps'] }[GroupName]

/** Gradio 3 knows no limit for uploads, and neither 3 nor 4 streams media. */
const absent: Readonly<Partial<Record<AppName, readonly Major[]>>> = { limited: [3], streaming: [3, 4] }

/** User and password of the app `auth`. */
export const credentials = ['user', 'pass word'] as const

/** The majors that run an app. */
export const majorsOf = (app: AppName): readonly Major[] => majors.filter((major) => !absent[app]?.includes(major))

export const groupOf = (app: AppName): GroupName => {
  const names = Object.keys(groups) as GroupName[]
  const name = names.find((one) => app in groups[one].apps)
  if (!name) throw new Error(`No app is called ${app}`)
  return name
}
