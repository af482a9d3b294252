import { describe, expect, it } from 'vitest'
import { renderReport, renderTerminal } from '../../src/report/index.js'
import { noWindow } from '../../src/report/sections/window.js'
import { comparison, furtherOf, optionOf } from './fixture.js'
import { all, parse } from './page.js'

const of = (changes: Parameters<typeof optionOf>[1], reading: 'in-force' | 'as-is' = 'in-force') => ({
  ...comparison(),
  reading,
  options: [optionOf('first', changes)],
})
const terminal = (changes: Parameters<typeof optionOf>[1]) =>
  renderTerminal(of(changes), { colour: false, width: 120 })

describe('outputs from further games', () => {
  it('draw the survival curve with its window, and say who is provoked', () => {
    const page = parse(renderReport(of({})))
    expect(all(page, '#window figure')).toHaveLength(1)
    expect(all(page, '#window svg[role=img]')[0].getAttribute('aria-label')).toMatch(
      /no full attack .*in force after 15.0 months/,
    )
    const text = page.querySelector('#window')?.textContent ?? ''
    expect(text).toContain('the order is not settled')
    expect(text).toContain('fearful type')
  })

  it('say why there is no window', () => {
    const page = parse(renderReport(of({ further: furtherOf(false) })))
    expect(all(page, '#window figure')).toHaveLength(0)
    expect(page.querySelector('#window')?.textContent).toContain('in force as soon as it is announced')
    const option = optionOf('first')
    expect(noWindow(option, 'as-is')).toMatch(/as it stands/)
    expect(noWindow({ ...option, further: null }, 'in-force')).toMatch(/did not converge/)
    const owing = option.guarantors.map((one) => ({
      ...one,
      owesAt: { hybrid: null, limited: null, full: null },
    }))
    expect(noWindow({ ...option, guarantors: owing }, 'in-force')).toMatch(/promises nothing/)
  })

  it('give tipping points in words, and say where there is none', () => {
    const text = parse(renderReport(of({}))).querySelector('#tipping')?.textContent ?? ''
    expect(text).toContain('0.50 → 0.70 (0.60 to 0.90) in 75% of draws')
    expect(text).toContain('not within its range')
  })

  it('name money in its own currency', () => {
    const text = parse(renderReport(of({}))).querySelector('#burden')?.textContent ?? ''
    expect(text).toContain('EUR 3 bn a year, EUR 200 m in all')
  })

  it('stand in the terminal, and only where they were solved', () => {
    const text = terminal({})
    expect(text).toContain('Window: in force 15.0 (10.0 to 20.0) months after the announcement')
    expect(text).toMatch(/No full attack by month: [▁▂▃▄▅▆▇█]{20} /)
    expect(text).toContain('Had it known:')
    expect(text).toContain('without the voiding clause 60%')
    const none = terminal({ further: null })
    expect(none).not.toContain('Had it known:')
    expect(terminal({ further: furtherOf(false) })).not.toContain('Window: in force')
  })

  it('caution where draws are few, or options are no alternatives', () => {
    const few = renderTerminal({ ...of({}), draws: 16 }, { colour: false, width: 100 })
    expect(few).toContain('Caution: few draws')
    const other = { ...optionOf('other'), beneficiary: { id: 'GEO', name: 'Georgia', lat: 41.7, lon: 44.8 } }
    const mixed = { ...of({}), options: [optionOf('first'), other] }
    expect(renderTerminal(mixed, { colour: false, width: 100 })).toContain('not alternatives')
    expect(terminal({})).not.toContain('not alternatives')
  })

  it('leave out what is supposed where the text is read as it stands', () => {
    const changes = { hypothetical: 'Suppose that it is signed.' }
    expect(terminal(changes)).toContain('Suppose that it is signed.')
    const asIs = renderTerminal(of(changes, 'as-is'), { colour: false, width: 100 })
    expect(asIs).not.toContain('Suppose that it is signed.')
  })
})
