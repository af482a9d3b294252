import type { Issue } from '../core/issue.js'
import { cleanText } from './text.js'

/** What SARIF says about a rule. */
export interface SarifRule {
  readonly id: string
  readonly title: string
  readonly rationale: string
  readonly hint: string
  readonly level: Issue['level']
}

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json'

// Absolute paths become file URIs; relative ones stay relative to the root of the checkout.
const uriOf = (file: string): string => {
  const slashed = file.replace(/\p{Cs}/gu, '\ufffd').replaceAll('\\', '/')
  const encoded = slashed.split('/').map(encodeURIComponent).join('/')
  if (slashed.startsWith('/')) return `file://${encoded}`
  return /^[A-Za-z]:\//.test(slashed)
    ? `file:///${slashed.slice(0, 2)}${encoded.slice(encoded.indexOf('/'))}`
    : encoded
}

const ruleOf = ({ id, title, rationale, hint, level }: SarifRule) => ({
  id,
  shortDescription: { text: title },
  fullDescription: { text: rationale },
  help: { text: `${rationale} What a drafter can do: ${hint}` },
  defaultConfiguration: { level },
})

/** Codes of issues that no rule stands for: reading the document found them. */
const otherRules = (issues: readonly Issue[], rules: readonly SarifRule[]) => {
  const known = new Set(rules.map(({ id }) => id))
  const codes = [...new Set(issues.map(({ code }) => code))].filter((code) => !known.has(code))
  return codes.sort().map((code) => ({ id: code, shortDescription: { text: code.replaceAll('-', ' ') } }))
}

const messageOf = ({ message, expected, received, hint }: Issue): string =>
  [
    cleanText(message),
    ...(expected === undefined ? [] : [`Expected: ${cleanText(expected)}`]),
    ...(received === undefined ? [] : [`Found: ${cleanText(received)}`]),
    ...(hint === undefined ? [] : [`Hint: ${cleanText(hint)}`]),
  ].join('\n')

const locationOf = ({ file, line, column, path }: Issue) => {
  const region =
    line === undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }
  return {
    ...(file === undefined
      ? {}
      : { physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...region } }),
    ...(path === undefined || path === '' ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
  }
}

/** Issues as SARIF 2.1.0, which code hosts and editors read. */
export const renderSarif = (
  issues: readonly Issue[],
  rules: readonly SarifRule[],
  version: string,
): string => {
  const listed = [...rules.map(ruleOf), ...otherRules(issues, rules)]
  const results = issues.map((issue) => {
    const location = locationOf(issue)
    return {
      ruleId: issue.code,
      ruleIndex: listed.findIndex(({ id }) => id === issue.code),
      level: issue.level,
      message: { text: messageOf(issue) },
      ...(Object.keys(location).length === 0 ? {} : { locations: [location] }),
    }
  })
  const log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'guarantor', version, rules: listed } },
        columnKind: 'utf16CodeUnits',
        results,
      },
    ],
  }
  return JSON.stringify(log, null, 2)
}
