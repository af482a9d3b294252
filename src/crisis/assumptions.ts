import type { Distribution, Range } from '../core/distribution.js'

/**
 * One primitive of the model. `source` names the evidence (section numbers are those of docs/model.md and
 * docs/sanity.md); the word judgement marks numbers that are ours and nobody's measurement.
 */
export interface Assumption {
  readonly name: string
  readonly unit: string
  readonly meaning: string
  readonly distribution: Distribution
  readonly range: Range
  readonly source: string
  readonly judgement: boolean
  /** Who gave it, when (YYYY-MM-DD), and why: of assumptions that a user gave. */
  readonly by?: string
  readonly on?: string
  readonly why?: string
  /** Deeply uncertain: this range and no probabilities. `distribution` then only serves a plain run. */
  readonly deep?: { readonly low: number; readonly high: number }
  /** Rank correlations with other assumptions, each with its source. */
  readonly correlated?: readonly Correlated[]
}

export interface Correlated {
  readonly with: string
  /** Spearman's, in (-1, 1), as used. */
  readonly rank: number
  /** As given, where a repair changed it. */
  readonly given?: number
  readonly source: string
}

const fixed = (value: number): Distribution => ({ kind: 'fixed', value })
const triangular = (low: number, mode: number, high: number): Distribution => ({
  kind: 'triangular',
  low,
  mode,
  high,
})
const logNormal = (median: number, sigma: number): Distribution => ({ kind: 'logNormal', median, sigma })
const normal = (mean: number, sd: number): Distribution => ({ kind: 'normal', mean, sd })

const JUDGEMENT = 'judgement'
const range = (min: number, max: number): Range => ({ min, max })

const define = (
  name: string,
  unit: string,
  distribution: Distribution,
  bounds: Range,
  meaning: string,
  source: string = JUDGEMENT,
): Assumption => ({
  name,
  unit,
  meaning,
  distribution,
  range: bounds,
  source,
  judgement: source.includes(JUDGEMENT),
})

const share = range(0, 1)
const points = range(0, 500)

/** Every primitive of the model with its default. The order is that of the reports. */
export const assumptions: readonly Assumption[] = [
  // The adversary
  define(
    'adversary.lambda',
    '1/point',
    logNormal(0.12, 0.3),
    range(0.005, 2),
    "Precision of the adversary's choice: at .12 a gap of 10 points moves odds by a factor of 3.3",
    'judgement; scale of the prototype on the model page, section 3',
  ),
  define(
    'adversary.valueSigma',
    'sd of log',
    triangular(0.28, 0.4, 0.55),
    range(0, 1.5),
    'Spread of the value that adversaries of different types put on the objective',
    'judgement; model page, section 3',
  ),
  define(
    'adversary.fearfulShare',
    'share',
    triangular(0.1, 0.35, 0.65),
    share,
    'Share of adversary types moved by fear rather than gain',
    'judgement; RAND RR2451 (39 cases) finds opportunism less common than fear or desperation',
  ),
  define(
    'adversary.statusQuo',
    'points',
    triangular(-17, -8.5, 0),
    range(-100, 100),
    'What no challenge is worth to a greedy type; below 0 it is a loss against what it claims',
  ),
  define(
    'adversary.fear',
    'points',
    triangular(0, 5, 15),
    range(0, 100),
    'Worsening of the status quo of a fearful type per unit of threat',
    'judgement; direction from Jervis and Kydd (spiral model), basis 1.2',
  ),
  define(
    'adversary.clashCost',
    'points',
    logNormal(40, 0.5),
    range(0, 1000),
    'What a direct clash with guarantors would cost the adversary',
    'judgement; Powell (1990, 2015): fear of disaster bounds acceptable risk',
  ),
  define(
    'adversary.escalateForce',
    'factor',
    triangular(1.1, 1.25, 1.5),
    range(1, 5),
    'Growth of its force when it escalates',
  ),
  define(
    'adversary.escalateCost',
    'factor',
    triangular(1.3, 1.6, 2.2),
    range(1, 10),
    'Growth of its fighting cost when it escalates',
  ),
  // The occasion
  define(
    'occasions.perYear',
    '1/year',
    logNormal(0.06, 0.35),
    range(0, 20),
    'Occasions a year on which a challenge is weighed, without a recent war',
    'judgement, set against base rates of disputes between land-contiguous states (basis 2.5, GML 2.2.1)',
  ),
  define(
    'occasions.recentWar',
    'factor',
    logNormal(5, 0.25),
    range(1, 50),
    'Growth of that rate within five years of a war',
    'basis 2.5: .171 disputes a year in the year after one, .028 after twenty quiet years (GML 2.2.1, 8,454 dyad-years)',
  ),
  // The levels of challenge
  define(
    'share.hybrid',
    'share',
    triangular(0.03, 0.06, 0.12),
    share,
    'Part of the objective that a hybrid challenge can win',
  ),
  define(
    'share.limited',
    'share',
    triangular(0.15, 0.3, 0.45),
    share,
    'Part of the objective that a limited attack can win',
  ),
  define(
    'attack.hybrid',
    'share of BE',
    triangular(0.04, 0.07, 0.12),
    range(0, 3),
    "Share of the adversary's brigades in a hybrid challenge",
    'judgement; model page, section 3 (8 BE)',
  ),
  define(
    'attack.limited',
    'share of BE',
    triangular(0.35, 0.5, 0.7),
    range(0, 3),
    "Share of the adversary's brigades in a limited attack",
    'judgement; model page, section 3 (60 BE)',
  ),
  define(
    'attack.full',
    'share of BE',
    triangular(1, 1.3, 1.6),
    range(0, 3),
    "Share of the adversary's peacetime brigades in a full attack; above 1 with mobilisation",
    'judgement; model page, section 3 (150 BE)',
  ),
  define(
    'engaged.hybrid',
    'share',
    triangular(0.05, 0.1, 0.2),
    share,
    'Share of defending force that meets a hybrid challenge',
  ),
  define(
    'engaged.limited',
    'share',
    triangular(0.35, 0.5, 0.65),
    share,
    'Share of defending force that meets a limited attack',
  ),
  define(
    'engaged.full',
    'share',
    triangular(0.8, 0.9, 1),
    share,
    'Share of defending force that meets a full attack',
  ),
  define(
    'contest.decisiveness',
    'exponent',
    triangular(0.8, 1.1, 2),
    range(0.1, 6),
    'Decisiveness m of the ratio contest',
    'judgement; Hirshleifer (1989) gives the form, the literature no consensus on m',
  ),
  define(
    'contest.evict',
    'factor',
    triangular(1.2, 1.5, 2.5),
    range(1, 10),
    'Force needed to evict per unit needed to hold',
  ),
  define(
    'faitAccompli.limited',
    'probability',
    triangular(0.1, 0.3, 0.5),
    share,
    'A limited attack achieves a fait accompli when no guarantor has forces forward',
    'judgement; since 1945 land changed hands by fait accompli 82 times, by coerced cession twice (Altman, basis 2.5)',
  ),
  define(
    'faitAccompli.full',
    'probability',
    triangular(0.02, 0.1, 0.25),
    share,
    'A full attack achieves one when no guarantor has forces forward',
    'judgement; 26% of interstate wars since 1946 ended within 30 days (basis 2.6)',
  ),
  define(
    'faitAccompli.halving',
    'BE',
    triangular(5, 10, 20),
    range(0.5, 100),
    'Forward force that halves the chance of a fait accompli',
    'judgement; heavy forces and air defence in theatre deter, light ones do not (RAND RR2533, basis 2.3)',
  ),
  define(
    'fighting.hybrid',
    'points',
    logNormal(7.3, 0.3),
    points,
    "Adversary's cost of going through with a hybrid challenge",
  ),
  define('fighting.limited', 'points', logNormal(11, 0.3), points, 'The same, limited attack'),
  define(
    'fighting.full',
    'points',
    logNormal(86, 0.2),
    points,
    'The same, full attack',
    'judgement, set against relapse to war after a war (basis 2.6)',
  ),
  define(
    'fighting.slope',
    'factor',
    triangular(0.2, 0.5, 1),
    range(0, 5),
    "Growth of that cost when coalition force equals the adversary's",
  ),
  define(
    'backDown.hybrid',
    'points',
    triangular(3, 6, 10),
    points,
    "Adversary's cost of backing down after a hybrid challenge",
  ),
  define(
    'backDown.limited',
    'points',
    triangular(2, 4, 8),
    points,
    'The same, limited attack',
    'judgement; audience costs grow with escalation (Tomz 2007, basis 2.4)',
  ),
  define(
    'backDown.full',
    'points',
    triangular(12, 18, 28),
    points,
    'The same, full attack',
    'judgement; as above',
  ),
  define(
    'clash.hybrid',
    'probability',
    triangular(0.01, 0.03, 0.08),
    share,
    "A direct clash follows if it persists at hybrid level against guarantors' own forces",
  ),
  define('clash.limited', 'probability', triangular(0.15, 0.3, 0.5), share, 'The same, limited attack'),
  define('clash.full', 'probability', triangular(0.5, 0.75, 0.95), share, 'The same, full attack'),
  define(
    'clash.escalated',
    'factor',
    triangular(1.1, 1.3, 1.8),
    range(1, 10),
    'Growth of that probability if it escalates',
  ),
  define(
    'contact.halving',
    'BE',
    triangular(2, 4, 8),
    range(0.1, 100),
    "Own force with which a guarantor is in the adversary's way with probability 1/2",
  ),
  define(
    'severity.hybrid',
    'share',
    triangular(0.1, 0.2, 0.35),
    share,
    "Guarantors' costs and sanctions at hybrid level, as a share of those in a full attack",
  ),
  define(
    'severity.direct',
    'share',
    triangular(0.5, 0.7, 0.9),
    share,
    'Least share of their full cost that air and troops have at any level: sending them is never a small step',
  ),
  define('severity.limited', 'share', triangular(0.4, 0.55, 0.7), share, 'The same, limited attack'),
  define(
    'faitAccompli.delay',
    'days',
    logNormal(40, 0.4),
    range(1, 1000),
    'Days of waiting for attribution that leave a challenge unanswered, a fait accompli, with probability 63%',
    'judgement; 26% of interstate wars since 1946 ended within 30 days (basis 2.6)',
  ),
  // Finding the casus foederis
  define(
    'found.hybrid',
    'probability',
    triangular(0.05, 0.15, 0.35),
    share,
    'A hybrid challenge is found to be an "armed attack"',
    'judgement; grey-zone attacks stay below the trigger by design (basis 4)',
  ),
  define(
    'found.limited',
    'probability',
    triangular(0.6, 0.85, 0.95),
    share,
    'A limited attack is found to be one',
  ),
  define('found.full', 'probability', triangular(0.95, 0.985, 1), share, 'A full attack is found to be one'),
  define(
    'found.threat',
    'factor',
    triangular(1.1, 1.4, 2),
    range(1, 10),
    'Growth for wording that covers threats and aggression short of armed attack',
  ),
  define(
    'found.sustained',
    'factor',
    triangular(0.2, 0.45, 0.75),
    share,
    'Reduction for "significant, deliberate and sustained", below a full attack',
  ),
  define('found.sustainedFull', 'factor', triangular(0.7, 0.88, 0.98), share, 'The same, in a full attack'),
  define(
    'found.unassigned',
    'factor',
    triangular(0.6, 0.8, 0.95),
    share,
    'Reduction where attribution is needed and nobody is to make it (not in a full attack)',
  ),
  define(
    'found.byBody',
    'factor',
    triangular(0.65, 0.82, 0.95),
    share,
    'Reduction where a body must first establish who did it (not in a full attack)',
    'judgement; a body that decides by common consent is slower and more divided than its members',
  ),
  define(
    'found.byMission',
    'factor',
    triangular(0.75, 0.9, 1),
    share,
    'The same, where a monitoring mission or commission establishes it',
  ),
  define(
    'found.voided',
    'probability',
    triangular(0, 0.05, 0.15),
    share,
    'A voiding clause is held to apply, rightly or after a staged provocation',
  ),
  define(
    'attribution.unassigned',
    'days',
    triangular(5, 14, 40),
    range(0, 1000),
    'Days until who did it is established, where the text asks for it and names nobody',
  ),
  define(
    'attribution.each',
    'days',
    triangular(1, 4, 12),
    range(0, 1000),
    'The same, each guarantor for itself',
  ),
  define('attribution.body', 'days', triangular(2, 7, 21), range(0, 1000), 'The same, a body of guarantors'),
  define(
    'attribution.mission',
    'days',
    triangular(3, 10, 30),
    range(0, 1000),
    'The same, a monitoring mission or commission',
  ),
  // Guarantors: interest and cost
  define(
    'guarantor.lambda',
    '1/point',
    logNormal(0.15, 0.3),
    range(0.005, 2),
    "Precision of guarantors' choice",
    'judgement; scale of the prototype on the model page, section 3',
  ),
  define(
    'guarantor.rho',
    'points',
    triangular(3, 8, 16),
    range(0, 100),
    'Weight of the common shock to resolve (elections, economy, mood) at the highest response',
    'judgement; decisions are correlated (basis, finding 7)',
  ),
  define(
    'stake.near',
    'share',
    triangular(0.3, 0.5, 0.75),
    range(0, 2),
    'Stake of a state next door; 1 means that total defeat of the beneficiary costs it 100 points',
    'judgement; regional interest drives extended deterrence (Danilovic 2001, basis 2.2)',
  ),
  define(
    'stake.reach',
    'km',
    logNormal(1500, 0.3),
    range(100, 20000),
    'Distance between capitals over which that stake falls to 37%',
  ),
  define('stake.floor', 'share', triangular(0.02, 0.05, 0.1), share, 'Stake of a state however distant'),
  define(
    'stake.power',
    'share',
    triangular(0.03, 0.08, 0.16),
    share,
    'Added stake of a state with nuclear weapons',
  ),
  define(
    'stake.member',
    'share',
    triangular(0.05, 0.12, 0.25),
    share,
    'Added stake of fellow members where the beneficiary belongs to the organisation',
    'judgement; membership raised support for defending a target from 45 to 74% (13 states, basis 2.4)',
  ),
  define(
    'fear.clash',
    'points',
    logNormal(24, 0.4),
    range(0, 1000),
    "A guarantor's cost of a certain direct clash with a nuclear-armed adversary",
    'judgement; Powell (1990, 2015), basis 1.2',
  ),
  define(
    'fear.conventional',
    'factor',
    triangular(0.2, 0.4, 0.7),
    share,
    'The same, adversary without nuclear weapons',
  ),
  define(
    'fear.ownDeterrent',
    'factor',
    triangular(0.6, 0.8, 1),
    share,
    'Reduction for a guarantor with nuclear weapons of its own',
  ),
  define(
    'audience.points',
    'points',
    logNormal(60, 0.4),
    points,
    'Audience cost at home of a full shortfall on a fully binding text',
    'judgement; audience costs exist and grow with escalation (Tomz 2007, basis 2.4)',
  ),
  define('reputation.points', 'points', logNormal(35, 0.45), points, 'Reputation cost abroad of the same'),
  define(
    'blame.points',
    'points',
    logNormal(42, 0.3),
    points,
    'Cost of being seen to block a joint decision',
    'judgement; the Council adopted its loan 126 days after agreeing it, over one veto (basis 3.6)',
  ),
  define(
    'mandate.points',
    'points',
    logNormal(18, 0.35),
    points,
    'What using its own forces costs a state that no duty found to be due calls on: no mandate at home or in law',
    'judgement; in 2022 none of some forty states that sent arms and imposed sanctions sent forces (Kiel Ukraine Support Tracker)',
  ),
  define(
    'norm.sanctions',
    'points',
    logNormal(7, 0.35),
    points,
    'What doing nothing at all about a full attack costs a state at home and abroad, whatever the text says',
    'judgement; in 2022 all EU and G7 states imposed sanctions and gave aid though none owed it (Kiel Ukraine Support Tracker)',
  ),
  define(
    'norm.aid',
    'points',
    logNormal(4, 0.4),
    points,
    'What stopping at sanctions costs beside that',
    'judgement; as above',
  ),
  define(
    'tripwire.points',
    'points',
    normal(1.3, 1.3),
    range(-1.3, 8),
    "Pull of one's own forward troops being hit",
    'basis 2.3: honour boost Normal(.05, .05) cut at -.05, turned into points at .15 per point; Musgrave & Ward 2023',
  ),
  define('cost.sanctions', 'points', logNormal(1.8, 0.3), points, 'Own cost of sanctions'),
  define(
    'cost.aid',
    'points',
    logNormal(3.2, 0.3),
    points,
    'Own cost of arming the beneficiary (sanctions included)',
  ),
  define(
    'cost.air',
    'points',
    logNormal(9, 0.3),
    points,
    "Own cost of closing the airspace with one's own aircraft (the steps below included)",
  ),
  define(
    'cost.troops',
    'points',
    logNormal(16, 0.3),
    points,
    'Own cost of sending ground troops (the steps below included)',
  ),
  define(
    'cost.opposition',
    'factor',
    triangular(0.3, 0.8, 1.5),
    range(0, 5),
    'Growth of the cost of air and troops from full public support to none',
    'judgement; willingness from polls where there are any (world table)',
  ),
  define(
    'cost.upfront',
    'share',
    triangular(0.3, 0.5, 0.7),
    share,
    'Share of own cost that is paid at once, the rest only if fighting goes on',
  ),
  define(
    'willingness.default',
    '%',
    triangular(30, 42, 55),
    range(0, 100),
    'Public support for own troops where no poll is at hand',
    'basis 3.7: 31 to 53% for peacekeepers by state and wording',
  ),
  define(
    'exposure.aid',
    'share',
    triangular(0, 0.03, 0.1),
    share,
    'Exposure to a direct clash by giving aid',
  ),
  define('exposure.air', 'share', triangular(0.4, 0.6, 0.85), share, 'The same, air'),
  // Guarantors: force
  define(
    'force.commit',
    'share',
    triangular(0.25, 0.4, 0.6),
    share,
    'Share of deployable brigades that a guarantor who sends troops would send',
  ),
  define(
    'force.ready',
    'share',
    triangular(0.6, 0.8, 0.95),
    share,
    'Share of that force that arrives in time from next door',
  ),
  define(
    'force.reach',
    'km',
    logNormal(4000, 0.3),
    range(300, 40000),
    'Distance over which that share falls to 37%',
  ),
  define(
    'force.readyFloor',
    'share',
    triangular(0.1, 0.25, 0.4),
    share,
    'Share that arrives in time from however far',
  ),
  define(
    'force.aid',
    "share of beneficiary's BE",
    triangular(0.12, 0.25, 0.45),
    range(0, 3),
    'What aid from very large economies can add to the beneficiary',
    'judgement; allocations of EUR 358 bn to release 29 (Kiel) beside a force of about 90 BE',
  ),
  define(
    'force.air',
    "share of adversary's BE",
    triangular(0.2, 0.4, 0.7),
    range(0, 3),
    'What the air forces of very large military spenders can bring, in BE',
  ),
  define(
    'force.rear',
    'share',
    triangular(0.3, 0.5, 0.8),
    share,
    'Weight in the first clash of forces deployed in the rear of the beneficiary',
  ),
  define('force.neighbour', 'share', triangular(0, 0.1, 0.25), share, 'The same, in a neighbouring state'),
  define(
    'force.range',
    'quantile',
    { kind: 'uniform', low: 0, high: 1 },
    share,
    'Where in the range given by the document forward force lies',
  ),
  define(
    'sanctions.pain',
    'points',
    logNormal(16, 0.45),
    points,
    'Pain of full sanctions by economies much larger than the adversary',
    'judgement; sanctions succeed in part in about a third of 224 episodes (basis 2.7)',
  ),
  // Reading the clause
  define(
    'bind.assurance',
    'share',
    fixed(0),
    share,
    'Binding force of political assurance',
    'judgement; scale of the model page, section 3',
  ),
  define(
    'bind.consult',
    'share',
    triangular(0.1, 0.2, 0.3),
    share,
    'Binding force of a duty to consult',
    'judgement; scale of the model page, section 3',
  ),
  define(
    'bind.deemsNecessary',
    'share',
    triangular(0.35, 0.5, 0.65),
    share,
    'Binding force of "such action as it deems necessary"',
    'judgement; scale of the model page, section 3',
  ),
  define(
    'bind.allMeans',
    'share',
    triangular(0.65, 0.8, 0.9),
    share,
    'Binding force of "all the means in its power"',
    'judgement; scale of the model page, section 3',
  ),
  define(
    'bind.automatic',
    'share',
    fixed(1),
    share,
    'Binding force of an automatic response',
    'judgement; scale of the model page, section 3',
  ),
  define(
    'form.declaration',
    'factor',
    triangular(0.3, 0.45, 0.6),
    share,
    'Legal form: declaration, beside a treaty',
  ),
  define('form.memorandum', 'factor', triangular(0.35, 0.5, 0.65), share, 'Legal form: memorandum'),
  define(
    'form.executiveAgreement',
    'factor',
    triangular(0.6, 0.75, 0.9),
    share,
    'Legal form: executive agreement',
  ),
  define(
    'precision.none',
    'factor',
    triangular(0.85, 0.93, 1),
    share,
    'Means left open, beside means in amounts',
  ),
  define('precision.named', 'factor', triangular(0.92, 0.97, 1), share, 'Means named without amounts'),
  define('deadline.none', 'factor', triangular(0.88, 0.95, 1), share, 'No time set to act'),
  define(
    'decision.each',
    'factor',
    triangular(0.85, 0.95, 1),
    share,
    'Each decides for itself, beside a decision in common',
  ),
  define(
    'decision.residual',
    'share',
    triangular(0.2, 0.5, 0.8),
    share,
    'Binding force that is left when the common decision is blocked',
  ),
  define(
    'delegated.automatic',
    'share',
    triangular(0.3, 0.6, 0.9),
    share,
    'Share of an automatic response that happens without a choice',
  ),
  define(
    'delegated.forward',
    'share',
    triangular(0.02, 0.1, 0.25),
    share,
    'The same, for a guarantor with forces in place under fire',
  ),
  define(
    'status.drafted',
    'factor',
    triangular(0, 0.05, 0.15),
    share,
    'As it stands: a draft, beside a text in force',
  ),
  define('status.announced', 'factor', triangular(0.1, 0.25, 0.4), share, 'As it stands: announced'),
  define('status.signed', 'factor', triangular(0.4, 0.6, 0.8), share, 'As it stands: signed'),
  define('status.ratified', 'factor', triangular(0.8, 0.92, 1), share, 'As it stands: ratified'),
  // The window: from announcement to force
  define(
    'adversary.discount',
    'factor per year',
    triangular(0.8, 0.9, 0.97),
    range(0.1, 1),
    'What a year later is worth to the adversary, beside now',
    'judgement; .9 is the worked example of basis 1.2',
  ),
  define(
    'window.signed',
    'months',
    triangular(1, 4, 10),
    range(0, 240),
    'From announcement to signature, where the document gives no date',
    'judgement; the G7 declaration of 12 July 2023 led to a first bilateral agreement on 12 January 2024 (basis 3.2)',
  ),
  define(
    'window.ratified',
    'months',
    triangular(4, 9, 20),
    range(0, 240),
    'From signature to ratification by all',
    'judgement; the accession protocols of 5 July 2022 took 9 months (Finland) and 20 (Sweden) (NATO)',
  ),
  define(
    'window.deployed',
    'months',
    triangular(2, 6, 18),
    range(0, 240),
    'From the last legal step until planned forces are in place',
  ),
  define(
    'window.pace',
    'quantile',
    { kind: 'uniform', low: 0, high: 1 },
    share,
    'Where in the ranges of the schedule that the document gives the dates lie',
  ),
  define(
    'readiness.announced',
    'factor',
    triangular(0.4, 0.6, 0.85),
    share,
    "Readiness of guarantors' own forces when a guarantee is only announced, beside all in force",
    'judgement; plans, bases and agreements on the status of forces come later',
  ),
  define('readiness.signed', 'factor', triangular(0.5, 0.75, 0.95), share, 'The same: signed'),
  define('readiness.ratified', 'factor', triangular(0.65, 0.88, 1), share, 'The same: ratified'),
  // The beneficiary
  define(
    'beneficiary.lambda',
    '1/point',
    logNormal(0.12, 0.3),
    range(0.005, 2),
    "Precision of the beneficiary's choice of posture",
  ),
  define(
    'posture.gain',
    'points',
    triangular(0, 3, 8),
    range(-100, 100),
    'What an assertive posture gains the beneficiary, beside what it brings on; 100 = its total defeat',
    'judgement; whether allied targets grow bolder is contested (Benson 2011 and Johnson & Leeds 2011, basis 2.2)',
  ),
  define(
    'posture.war',
    'points',
    logNormal(25, 0.3),
    points,
    'What fighting costs the beneficiary, beside the prize',
    'judgement; basis 2.6 gives fatalities of past wars, not their weight',
  ),
  define(
    'posture.threat',
    'factor',
    triangular(1.2, 1.7, 3),
    range(1, 20),
    'Growth of what a fearful adversary fears when the beneficiary is assertive',
  ),
  define(
    'posture.voided',
    'probability',
    triangular(0.1, 0.35, 0.65),
    share,
    'A voiding clause, or a condition of no provocation, is held to apply after an assertive posture',
    'judgement; the draft of 24 December 2025 has such a clause (basis 3.4)',
  ),
  // Cost in peace
  define(
    'money.brigade',
    'EUR m per BE and year',
    logNormal(500, 0.4),
    range(0, 10000),
    'What one brigade-equivalent in place abroad costs a year',
  ),
]

/**
 * Primitives that turn a ledger of promises kept, late and broken into what a guarantor stands to lose and is inclined to
 * do (crisis/promiseRecord.ts). They join the list where a ledger is given, and only there.
 */
export const recordAssumptions: readonly Assumption[] = [
  define(
    'record.priorKept',
    'tests',
    fixed(4.5),
    range(0.01, 1000),
    'Shape a of the Beta prior of keeping a promise: that of multilateral defence pacts tested 1945-2003',
    'Berkemeier & Fuhrmann 2018, recomputed with the lenient count and Jeffreys prior (basis 2.1); judgement that this is the class',
  ),
  define(
    'record.priorBroken',
    'tests',
    fixed(17.5),
    range(0.01, 1000),
    'Shape b of the same',
    'as above; judgement',
  ),
  define(
    'record.halfLife',
    'years',
    triangular(1, 3, 8),
    range(0.1, 100),
    'Time in which a kept or broken promise loses half its weight',
    'judgement; 3 years on the model page, basis 1.3(9)',
  ),
  define(
    'record.late',
    'share',
    triangular(0.2, 0.5, 0.8),
    share,
    'A promise kept late, counted against its guarantor as this share of a broken one',
    'judgement; one half on the model page, basis 1.3(9)',
  ),
  define(
    'record.relevance',
    'share',
    triangular(0.02, 0.1, 0.3),
    share,
    'What one promise of aid kept or broken says of a guarantee, beside one test of a guarantee by war',
    'judgement; nobody has measured whether those who deliver aid also fight',
  ),
  define(
    'record.alike',
    'correlation',
    triangular(0.02, 0.1, 0.3),
    range(0, 1),
    'Correlation between the fates of two promises of one guarantor: a hundred are not a hundred separate tests (Kish 1965, design effect)',
  ),
  define(
    'record.audience',
    'exponent',
    triangular(0, 0.3, 0.6),
    range(-5, 5),
    'Growth of audience and reputation cost, in logarithm, per unit of log odds by which the record moves the prior',
    'judgement; whose word has been good has more of it to lose',
  ),
  define(
    'record.resolve',
    'points',
    triangular(0, 3, 8),
    range(-500, 500),
    'Shift of mean resolve at the highest response per unit of log odds by which the record moves the prior',
  ),
]

/** Values of all assumptions by name: one point of the space that a study draws from. */
export type Values = Readonly<Record<string, number>>

const byName = new Map(
  [...assumptions, ...recordAssumptions].map((assumption) => [assumption.name, assumption]),
)

export const findAssumption = (name: string): Assumption | undefined => byName.get(name)
