import { randomUUID } from 'node:crypto'
import { rename } from 'node:fs/promises'
import { fileWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { pointsOf } from '../designs.js'
import { metrics } from '../metrics.js'
import { spaceOf, valuesFrom } from '../space.js'
import { blocksOf } from '../stage.js'
import type { Store } from '../store.js'
import { roundOf } from '../study.js'
import { jsonOf, type Manifest } from './folder.js'

/** Draws written at a time: memory does not grow with their number. */
const ROW_GROUP = 4096

interface Column {
  readonly name: string
  readonly type: 'INT32' | 'DOUBLE'
  readonly data: Int32Array | Float64Array
}

/**
 * Writes all draws of a study as one Parquet file: a row is a draw, with its replicate and round, the value of every assumption, and
 * `option.metric` for every option and metric (NaN where it has no meaning). The manifest (documents, assumptions, seed, version)
 * and the units stand in the file's key-value metadata under `guarantor`.
 */
export const writeDraws = async (
  path: string,
  manifest: Manifest,
  store: Store,
  rounds: number,
): Promise<void> => {
  const { input } = manifest
  const beside = `${path}.${randomUUID()}.part`
  const space = spaceOf(input.assumptions)
  const empty = chunkColumns(manifest, 0)
  const writer = new ParquetWriter({
    writer: fileWriter(beside),
    schema: schemaFromColumnData({ columnData: empty.map((column) => ({ ...column })) }),
    kvMetadata: [{ key: 'guarantor', value: jsonOf({ ...manifest, metrics: describeMetrics() }) }],
    createdBy: `guarantor ${input.version}`,
  })
  for (let round = 0; round < rounds; round++) {
    const stage = roundOf(input, round)
    if (stage.design.kind !== 'sample') continue
    const pointAt = pointsOf(stage.design, space)
    const size = stage.design.to - stage.design.from
    const blocks = blocksOf(stage, input.options, space)
    for (let first = 0; first < blocks.length; ) {
      const group: (typeof blocks)[number][] = []
      let rows = 0
      while (first < blocks.length && rows < ROW_GROUP) {
        group.push(blocks[first])
        rows += blocks[first].to - blocks[first].from
        first += 1
      }
      const columns = chunkColumns(manifest, rows)
      let row = 0
      for (const { key, from, to } of group) {
        const values = await store.slice(key, 0, (to - from) * input.options.length * metrics.length)
        for (let point = from; point < to; point++, row++) {
          const replicate = Math.floor(point / size)
          columns[0].data[row] = stage.design.from + (point % size)
          columns[1].data[row] = replicate
          columns[2].data[row] = round
          const assumed = valuesFrom(space, pointAt(point))
          input.assumptions.forEach(({ name }, j) => {
            columns[3 + j].data[row] = assumed[name]
          })
          for (let c = 0; c < input.options.length * metrics.length; c++)
            columns[3 + input.assumptions.length + c].data[row] = values[c * (to - from) + point - from]
        }
      }
      await writer.write({ columnData: columns.map((column) => ({ ...column })), rowGroupSize: rows })
    }
  }
  await writer.finish()
  await rename(beside, path)
}

const describeMetrics = () => metrics.map(({ name, label, unit, better }) => ({ name, label, unit, better }))

const chunkColumns = ({ input }: Manifest, rows: number): Column[] => [
  ...['point', 'replicate', 'round'].map(
    (name): Column => ({ name, type: 'INT32', data: new Int32Array(rows) }),
  ),
  ...[
    ...input.assumptions.map(({ name }) => name),
    ...input.options.flatMap(({ pact }) => metrics.map(({ name }) => `${pact.id}.${name}`)),
  ].map((name): Column => ({ name, type: 'DOUBLE', data: new Float64Array(rows) })),
]
