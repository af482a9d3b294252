import { type Project, readProject, writeProject } from './project.js'

/*
 * Autosave: the project as it is now, kept in this browser under the place it was opened from. Written at every change,
 * so that a crash or a closed tab loses nothing.
 */

const PREFIX = 'guarantor.project.'

export const keepProject = (place: string, project: Project): boolean => {
  try {
    localStorage.setItem(PREFIX + place, writeProject(project))
    return true
  } catch {
    // The browser keeps no more, or none at all.
    return false
  }
}

export const keptProject = (place: string): Project | null => {
  try {
    const json = localStorage.getItem(PREFIX + place)
    return json === null ? null : readProject(json)
  } catch {
    return null
  }
}

/** Calls back when another tab changes the same project. */
export const onOtherTab = (place: string, heard: () => void): void => {
  window.addEventListener('storage', ({ key }) => {
    if (key === PREFIX + place) heard()
  })
}
