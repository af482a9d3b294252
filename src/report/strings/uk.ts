import { en, type Strings } from './en.js'
export const uk: Strings = en
