/** What a Space does by itself when nobody does anything about it. */
type Course =
  /** It answers. */
  | 'runs'
  /** It will answer, or fail. */
  | 'starts'
  /** A request to its host starts it. */
  | 'sleeps'
  /** It stays as it is until its owner acts. */
  | 'stays'

/** The Space a hint is about. */
interface Place {
  readonly id: string
  /** Of its page. */
  readonly page: string
}

interface Stage {
  readonly course: Course
  /** What is said of a Space in this stage, behind its name. */
  readonly says: string
  /** What to do about it. */
  readonly next: (place: Place) => string
}

const patience = ({ page }: Place): string => `Its page shows how far it is: ${page}`

const runs: Stage = { course: 'runs', says: 'runs', next: patience }
const starts: Stage = { course: 'starts', says: 'is starting', next: patience }

/** Every stage of a Space (huggingface_hub's SpaceStage, and SLEEPING, which the Hub's own pages know). */
const stages: Readonly<Record<string, Stage>> = {
  RUNNING: runs,
  RUNNING_BUILDING: { ...runs, says: 'runs, and a new version is being built' },
  RUNNING_APP_STARTING: { ...runs, says: 'runs, and a new version is starting' },
  BUILDING: { ...starts, says: 'is being built' },
  APP_STARTING: starts,
  SLEEPING: {
    course: 'sleeps',
    says: 'sleeps',
    next: ({ id }) => `Wake it: hfn spaces start ${id}`,
  },
  PAUSED: {
    course: 'stays',
    says: 'was paused by its owner',
    next: ({ id, page }) => `Its owner can start it again: hfn spaces restart ${id}; others can ask at ${page}`,
  },
  STOPPED: {
    course: 'stays',
    says: 'was stopped',
    next: ({ id, page }) => `Its owner can start it again: hfn spaces restart ${id}; others can ask at ${page}`,
  },
  RUNTIME_ERROR: {
    course: 'stays',
    says: 'failed when it ran',
    next: ({ id }) => `Its owner can see why with hfn spaces logs ${id}, and try again with hfn spaces restart ${id}`,
  },
  BUILD_ERROR: {
    course: 'stays',
    says: 'could not be built',
    next: ({ id, page }) => `Its owner can see why: hfn spaces logs ${id} --build; its page is ${page}`,
  },
  CONFIG_ERROR: {
    course: 'stays',
    says: 'has a mistake in the settings at the top of its README',
    next: ({ page }) => `Its page says which: ${page}`,
  },
  NO_APP_FILE: {
    course: 'stays',
    says: 'has no app yet',
    next: ({ page }) => `See its files: ${page}/tree/main`,
  },
  DELETING: {
    course: 'stays',
    says: 'is being deleted',
    next: () => 'Use another Space; look for one with hfn spaces search <words>',
  },
}

/** What a stage means; one nobody has heard of may still lead to a Space that runs. */
export const stageOf = (name: string): Stage => (Object.hasOwn(stages, name) ? stages[name] : undefined) ?? starts
