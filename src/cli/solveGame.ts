import { readFile } from 'node:fs/promises'
import { IssueError } from '../core/issue.js'
import {
  type ExtensiveGame,
  principalBranch,
  profileJson,
  pureEquilibria,
  readGame,
} from '../crisis/gambit/index.js'
import type { Io } from './io.js'
import { LocatedError, usageIssue } from './io.js'

export interface SolveGameOptions {
  readonly lambda: number
  readonly branch?: boolean
  readonly pure?: boolean
  readonly json?: boolean
}

/** `guarantor solve`: a Gambit game file, by the same kind of equilibrium as our own game. */
export const solveGameCommand = async (path: string, options: SolveGameOptions, io: Io): Promise<number> => {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined)
    throw new IssueError([{ ...usageIssue('cannot be read'), file: path, code: 'file' }])
  const { game, issues } = readGame(text, path)
  if (game === undefined) throw new LocatedError(issues, new Map([[path, text]]))
  const pure = options.pure === true ? pureEquilibria(game) : undefined
  const solved = principalBranch(game, { lambda: options.lambda, branch: options.branch === true })
  const { lambda, profile } = profileJson(game, solved.profile, solved.reached)
  if (options.json === true) {
    const { converged, residual, steps, turningPoints, bifurcations } = solved
    const branch = solved.branch?.map((point) => profileJson(game, point.profile, point.lambda))
    const result = { lambda, profile, converged, residual, steps, turningPoints, bifurcations }
    io.out(
      `${JSON.stringify({ ...result, ...(branch ? { branch } : {}), ...(pure ? { pure } : {}) }, null, 2)}\n`,
    )
  } else {
    io.out(textOf(game, path, solved))
    for (const issue of [...solved.issues, ...(pure?.issues ?? [])])
      io.err(`${issue.level}: ${issue.message}\n`)
    if (pure !== undefined)
      io.out(
        `pure equilibria: ${pure.equilibria.length}; best at every information set with beliefs from equal small trembles: ${pure.equilibria.filter((one) => one.sequential).length}\n`,
      )
  }
  return solved.converged ? 0 : 1
}

const textOf = (game: ExtensiveGame, path: string, solved: ReturnType<typeof principalBranch>): string => {
  const { profile } = profileJson(game, solved.profile, solved.reached)
  const state = solved.converged
    ? `agent logit equilibrium at lambda ${solved.lambda}, residual ${solved.residual.toExponential(1)}, ${solved.steps} steps from lambda 0`
    : `NOT SOLVED: the branch was followed to lambda ${solved.reached} only`
  const sets = Object.entries(profile).flatMap(([player, numbers]) =>
    Object.entries(numbers).map(([set, p]) => `  ${player} ${set}: ${p.map((x) => x.toFixed(10)).join(' ')}`),
  )
  return `${path}: ${state}\n${sets.join('\n')}\n`
}
