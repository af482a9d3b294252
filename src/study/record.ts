/** What has been measured about an assumption: one figure, or the span of several. */
export interface RecordFigure {
  readonly assumption: string
  readonly low: number
  readonly high: number
  /** What was counted, over what. */
  readonly what: string
  readonly source: string
}

/**
 * The record beside the assumptions it speaks to. Short on purpose: most primitives of the model have never been
 * measured. Figures as in `shared/model/basis.md` of 2026 (sections in brackets).
 */
export const recordFigures: readonly RecordFigure[] = [
  {
    assumption: 'occasions.perYear',
    low: 0.028,
    high: 0.1013,
    what: 'disputes a year between land-contiguous states: .028 after twenty quiet years (n = 8,454), .0308 in all 1946-2010 (n = 29,398), .1013 between strategic rivals (n = 4,766)',
    source: 'GML MIDs 2.2.1, own count (basis 2.5)',
  },
  {
    assumption: 'occasions.recentWar',
    low: 2.8,
    high: 6.1,
    what: 'the rate 3 to 5 years after the last initiation (.078) and in the year after one (.171), beside that after twenty quiet years (.028)',
    source: 'GML MIDs 2.2.1, own count, n = 8,454 (basis 2.5)',
  },
  {
    assumption: 'willingness.default',
    low: 31,
    high: 53,
    what: 'public support for sending own peacekeepers to Ukraine, by country, date and wording',
    source: 'polls of 2025 and 2026 (basis 3.7)',
  },
  {
    assumption: 'window.signed',
    low: 6,
    high: 12,
    what: 'from the G7 declaration of 12 July 2023 to the bilateral agreements: 12 January 2024 (UK) to 18 July 2024 (Czechia, Slovenia)',
    source: 'published dates (basis 3.2)',
  },
  {
    assumption: 'window.ratified',
    low: 9,
    high: 20,
    what: 'from the accession protocols of 5 July 2022 to accession: Finland 4 April 2023, Sweden 7 March 2024',
    source: 'NATO, published dates',
  },
]
