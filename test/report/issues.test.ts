import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/core/index.js'
import { rules } from '../../src/pact/index.js'
import { renderIssues, renderSarif } from '../../src/report/index.js'

const issue: Issue = {
  code: 'unknown-key',
  level: 'error',
  message: 'there is no key "folm"',
  file: 'a.yaml',
  path: 'folm',
  line: 2,
  column: 3,
  expected: 'form',
  received: '"folm"',
  hint: 'did you mean "form"?',
}

const show = (issues: readonly Issue[], source: string): string[] =>
  renderIssues(issues, new Map([['a.yaml', source]]), { colour: false }).split('\n')

/** Column, in characters, at which the caret stands in the source line above it. */
const underCaret = (lines: readonly string[]): string => {
  const at = lines.findIndex((line) => /^ +\| +\^$/.test(line))
  return lines[at - 1][lines[at].indexOf('^')]
}

describe('renderIssues', () => {
  it('prints place, code, message, source, caret, expected, found and hint', () => {
    expect(show([issue], 'pact: 1\n  folm: x\n')).toEqual([
      'a.yaml:2:3: error  unknown-key  there is no key "folm"',
      '    2 |   folm: x',
      '      |   ^',
      '      expected: form',
      '      found: "folm"',
      '      hint: did you mean "form"?',
      '',
      '1 error',
      '',
    ])
  })

  it('puts the caret under its character behind tabs, wide characters and far to the right', () => {
    const at = (source: string, mark = 'X') =>
      underCaret(show([{ ...issue, line: 1, column: source.indexOf(mark) + 1 }], source))
    expect(at('\t\tX: 1')).toBe('X')
    expect(at('a\tX: 1')).toBe('X')
    expect(at(`${'a'.repeat(400)}X${'b'.repeat(400)}`)).toBe('X')
    expect(at(`${'\t'.repeat(90)}X`)).toBe('X')
    expect(at('\u202ea\u0000X')).toBe('X')
    const wide = show([{ ...issue, line: 1, column: 4 }], '日本 X')
    expect(wide[2].indexOf('^') - wide[1].indexOf('日')).toBe(5)
  })

  it('cuts long lines', () => {
    const lines = show([{ ...issue, line: 1, column: 500 }], 'y'.repeat(1000))
    expect(lines[1].length).toBeLessThan(120)
    expect(lines[1]).toContain('…')
  })

  it('stands a missing file, line, column or source', () => {
    const bare: Issue = { code: 'usage', level: 'error', message: 'no' }
    expect(show([bare], '')[0]).toBe('error  usage  no')
    expect(show([{ ...bare, file: 'b.yaml', line: 9, column: 9 }], 'x')[0]).toBe(
      'b.yaml:9:9: error  usage  no',
    )
    expect(show([{ ...bare, file: 'a.yaml', line: 9, column: 9 }], 'x')).toHaveLength(4)
    expect(show([{ ...bare, file: 'a.yaml', line: 1, column: 50 }], 'x')[2]).toBe('      |  ^')
    expect(show([], '')).toEqual(['no problems found', ''])
  })

  it('counts what it lists and lets no control character through', () => {
    const warning: Issue = { code: 'c', level: 'warning', message: 'a\u001b[2Jb\nc' }
    const lines = show([issue, warning, warning, { ...warning, level: 'note' }], '')
    expect(lines.at(-2)).toBe('1 error, 2 warnings, 1 note')
    expect(lines.join('\n')).not.toContain('\u001b')
    expect(renderIssues([issue], new Map(), { colour: true })).toContain('\u001b[31merror')
  })
})

describe('renderSarif', () => {
  const log = JSON.parse(
    renderSarif(
      [
        issue,
        { code: rules[0].id, level: 'warning', message: 'm', file: 'dir/ä b.yaml', line: 1 },
        { code: 'x', level: 'note', message: 'no place' },
      ],
      rules,
      '1.2.3',
    ),
  )
  const [run] = log.runs

  it('has the shape of SARIF 2.1.0', () => {
    expect(log.version).toBe('2.1.0')
    expect(log.$schema).toContain('sarif-2.1.0')
    expect(run.tool.driver.name).toBe('guarantor')
    expect(run.tool.driver.version).toBe('1.2.3')
    for (const rule of run.tool.driver.rules) expect(rule.shortDescription.text).not.toBe('')
    expect(run.tool.driver.rules[0].help.text).toContain(rules[0].hint)
    expect(new Set(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).size).toBe(
      run.tool.driver.rules.length,
    )
  })

  it('places each result and points to its rule', () => {
    expect(run.results).toHaveLength(3)
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(['error', 'warning', 'note']).toContain(result.level)
    }
    const [first, second, third] = run.results
    expect(first.locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'a.yaml' },
      region: { startLine: 2, startColumn: 3 },
    })
    expect(second.locations[0].physicalLocation.artifactLocation.uri).toBe('dir/%C3%A4%20b.yaml')
    expect(third.locations).toBeUndefined()
  })
})
