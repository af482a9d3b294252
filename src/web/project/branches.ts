import { MAX_BRANCHES, type Project } from './project.js'

/*
 * Branches of an exercise: courses of events of a project, in the order in which they were made. The one that is played is
 * `events`; its own place in the list is empty. The main course has no name. A project with one course has no list.
 */

/** Names of all courses; that of the main course is empty. */
export const courseNames = ({ branch, branches }: Project): readonly string[] =>
  branches.length === 0 ? [branch] : branches.map(({ name }) => name)

/** The log of a course; null where there is none of this name. */
export const courseOf = ({ branch, branches, events }: Project, name: string): string | null =>
  name === branch ? events : (branches.find((one) => one.name === name)?.events ?? null)

const listed = (project: Project): Project['branches'] =>
  courseNames(project).map((name) => ({
    name,
    events: name === project.branch ? '' : (courseOf(project, name) ?? ''),
  }))

/** Goes to another course; the same project where there is none of this name. */
export const goToCourse = (project: Project, name: string): Project => {
  const events = courseOf(project, name)
  if (events === null || name === project.branch) return project
  return {
    ...project,
    branch: name,
    events,
    branches: listed(project).map((one) =>
      one.name === name
        ? { name, events: '' }
        : one.name === project.branch
          ? { ...one, events: project.events }
          : one,
    ),
  }
}

/** A project with one more course, which is then played; null where there are too many. */
export const withCourse = (project: Project, name: string, events: string): Project | null =>
  courseNames(project).length >= MAX_BRANCHES
    ? null
    : goToCourse({ ...project, branches: [...listed(project), { name, events }] }, name)

/** Without one of several courses; where it was being played, the first of the others is. */
export const withoutCourse = (project: Project, name: string): Project => {
  const [first] = courseNames(project).filter((one) => one !== name)
  if (first === undefined) return project
  const at = name === project.branch ? goToCourse(project, first) : project
  const branches = listed(at).filter((one) => one.name !== name)
  // A course that is left alone is the main one.
  return branches.length === 1 ? { ...at, branch: '', branches: [] } : { ...at, branches }
}

/** Another log, and no other course: a new exercise begins. */
export const withStory = (project: Project, events: string): Project => ({
  ...project,
  events,
  branch: '',
  branches: [],
})

/** A name that no course has yet, of at most 80 letters: "FRA: no", "FRA: no 2" ... */
export const freeCourse = (project: Project, wanted: string): string => {
  const taken = new Set(courseNames(project))
  const stem = wanted.trim().slice(0, 70)
  if (stem !== '' && !taken.has(stem)) return stem
  for (let k = 2; ; k++) if (!taken.has(`${stem} ${k}`.trim())) return `${stem} ${k}`.trim()
}
