import {
  areaUnderCurve,
  type Bootstrapped,
  brierLoss,
  type CalibrationBin,
  calibrationOf,
  clusterBootstrap,
  logLoss,
  orderOf,
  weightedMean,
} from '../core/score.js'

/** How well one way of predicting did. */
export interface MethodScore {
  readonly id: string
  readonly name: string
  readonly brier: Bootstrapped
  readonly log: Bootstrapped
  readonly auc: Bootstrapped
  /** 1 - score of the model / score of this method: above 0 the model is better. Of the model itself: 0. */
  readonly brierSkill: Bootstrapped
  readonly logSkill: Bootstrapped
  readonly calibration: readonly CalibrationBin[]
}

/** One way of predicting: its probability for each row. */
export interface Method {
  readonly id: string
  readonly name: string
  readonly p: ArrayLike<number>
}

/** Rows that methods are scored on: what happened (0 or 1), which belong together, and how many each stands for. */
export interface ScoredRows {
  readonly y: Float64Array
  readonly clusters: ArrayLike<number>
  readonly weights: Float64Array
}

/** Scores several methods on the same rows, with intervals by resampling clusters. Skill is that of the first over each. */
export const scoreMethods = (
  methods: readonly Method[],
  { y, clusters, weights }: ScoredRows,
  settings: { readonly samples: number; readonly seed: number; readonly name: string },
  bins = 8,
): readonly MethodScore[] => {
  const orders = methods.map(({ p }) => orderOf({ p, y }))
  // Each row's loss once: resampling only weighs them anew.
  const losses = [brierLoss, logLoss].map((loss) =>
    methods.map(({ p }) => Float64Array.from(p, (one, k) => loss(one, y[k]))),
  )
  const statistics = (times?: Float64Array): number[] => {
    const counted = times === undefined ? weights : times.map((one, k) => one * weights[k])
    const [brier, logs] = losses.map((kind) => kind.map((each) => weightedMean(each, counted)))
    const areas = methods.map(({ p }, m) => areaUnderCurve({ p, y }, counted, orders[m]))
    return [
      ...brier,
      ...logs,
      ...areas,
      ...brier.map((score) => 1 - brier[0] / score),
      ...logs.map((score) => 1 - logs[0] / score),
    ]
  }
  const all = clusterBootstrap(clusters, statistics, settings)
  const count = methods.length
  return methods.map(({ id, name, p }, m) => ({
    id,
    name,
    brier: all[m],
    log: all[count + m],
    auc: all[2 * count + m],
    brierSkill: all[3 * count + m],
    logSkill: all[4 * count + m],
    calibration: calibrationOf({ p, y }, bins, weights),
  }))
}
