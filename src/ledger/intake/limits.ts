/** Above these a file is refused: what the field publishes is far below them, what attacks a reader is not. */
export const limits = {
  /** Bytes of a file, zipped or not. The tracker's workbook has 10 million, the largest IATI files of a donor 50 million. */
  fileBytes: 64_000_000,
  /** Bytes that the parts of a workbook may have together when unzipped. */
  unzippedBytes: 600_000_000,
  /** Parts of a workbook. */
  parts: 2_000,
  /** Bytes of XML: the parsed tree takes some ten times as much memory. */
  xmlBytes: 32_000_000,
  /** XML elements inside one another. IATI needs eight. */
  xmlDepth: 40,
  /** Rows of a table. All of an import is in memory until it is written, some 8 kB a row. */
  rows: 200_000,
  columns: 400,
  /** Characters of one field: a ledger entry takes 20,000. */
  field: 20_000,
} as const
