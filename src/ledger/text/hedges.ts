import type { Hedge } from '../vocabulary.js'
import { matchesOf, type Span } from './span.js'

/** How a sentence promises: the words that do it, and how far they bind. */
export interface HedgeFound extends Span {
  readonly words: string
  /** `calls`: it calls on others, or says what is needed, and promises nothing of its own. `deed`: it tells what was done. */
  readonly degree: Hedge | 'calls' | 'deed'
  /** The verb of what is promised, where the words lead to one. */
  readonly verb?: string
}

/** What a guarantor promises to do; stems, so that "providing" and "provides" count. */
const DO =
  'provid|deliver|send|suppl|support|contribut|continu|consult|train|financ|fund|donat|transfer|allocat|deploy|impos|giv|help|assist|stand|participat|meet|conven|join|commit|invest|increas|step up|speed up|accelerat|intensif|strengthen|maintain|sustain|extend|expand|double|spend|procur|produc|purchas|buy|order|hand over|gift|grant|lend|loan|guarant|defend|protect|respond|act|take|set up|establish|set aside|make available|be (?:increased|doubled|extended|provided|delivered|sent|supplied|transferred|made available|allocated|donated|activated|regarded|imposed|given|trained|deployed|submitted)|equip|repair|service|host|lead|go (?:\\w+ )?(?:to|towards?)|ratif|sign|adopt|submit|present|disburs|pay|cover|match|work|keep|remain|includ|ensur|enabl|secur|determin|draw|mobilis|mobiliz|coordinat|cooperat|bolster|back|add|begin|start|launch|offer|open|reach|receiv'

const ADVERBS =
  '(?:(?:also|now|further|thus|therefore|still|soon|immediately|jointly|together|never|always|not only|each|both|all|swiftly|continue to|today|in turn|,[^,.;]{1,90},|,? ?[\'"‘“][^\'"’”.;]{1,90},)\\s+){0,4}'

const FIRM = [
  `(?:will|shall|'ll|’ll)(?! not\\b| have\\b)`,
  '(?:is|are|am) (?:now )?going to',
  '(?:is|are) to(?= \\w)',
  '(?:is|are|am)(?: also| now)?(?= (?:providing|sending|donating|supplying|delivering|giving|making|increasing|allocating|contributing|transferring|sharing|stepping|doubling|gifting|training|setting)\\b)',
  '(?:includes?|including|involves?)(?= (?:sending|supplying|delivering|providing|donating)\\b)',
  '(?:was|were) (?:pledged|promised|announced|committed)(?! (?:in|on|at|by|before)\\b)',
  '(?:outlines?|outlined) a commitment of',
  '(?:is|are|am|remains?) (?:firmly |fully |strongly )?(?:committed|determined|resolved)(?:,[^,.;]{1,90},)? to',
  "(?:we|are|is|am)(?:'re|’re)? committ?ing(?: itself| ourselves)?",
  '(?:commits?|committed) (?:itself |ourselves |themselves )?to',
  '(?:has|have) (?:committed|pledged|agreed|decided|promised|undertaken|announced)(?: itself| themselves| ourselves)?(?: to| that)?',
  '(?:pledges?|pledged|promises?|promised|undertakes?|undertook|vows?|vowed|agrees?|agreed|decides?|decided|resolves?|resolved) (?:to|that|on)',
  '(?:announces?|announced) (?:to|that)',
  '(?:pledges?|pledged|promised|announces?|announced|commits?|committed)(?! (?:to|that|on|in|at|by|before|earlier|this|last|as|and)\\b|[,.)])',
  'sign(?:s|ed) an? (?:\\w+ )?(?:agreement|contract|memorandum|deal)(?: with [A-Z]\\w+)? to',
  '(?:affirm|reaffirm|confirm|reconfirm|reiterat|renew|restat)(?:s|e|es|ed|ing)?',
  'guarantees?(?= (?:that|to)\\b)',
]
const INTENDS = [
  '(?:intends?|intended|plans?|planned|aims?|aimed|hopes?|seeks?|expects?|wants?|proposes?|endeavou?rs?)(?:,[^,.;]{1,90},)? (?:immediately |also )?to',
  '(?:is|are) (?:also )?(?:planning|aiming|seeking|preparing|working|expected|planned|intended|due|set|scheduled) (?:to|on)',
  'aiming at|with the aim of|plans? includes?|(?:is|are) planned|has plans to|have plans to',
]
const READY = [
  '(?:stands?|stood|is|are|am|remains?|stay) (?:also |fully )?(?:ready|prepared|willing)(?: to)?',
  '(?:readiness|willingness|preparedness) to',
  '(?<!\\w)ready to',
]
const POSSIBLE = [
  '(?:could|may|might|would|can)(?! not\\b| have\\b| be (?:seen|noted|found))',
  '(?:considers?|considering|explor(?:e|es|ing)|discuss(?:es|ing)?|examin(?:e|es|ing)|weigh(?:s|ing)?|study(?:ing)?|look(?:s|ing) (?:at|into))(?: the (?:possibility|option|idea) of)?(?= \\w+ing\\b| whether\\b| options?\\b| to\\b| the (?:possibility|option|use))',
]
const CALLS = [
  '(?:calls?|called|calling) (?:on|upon|for)',
  '(?:urges?|urged|invites?|invited|encourages?|encouraged|requests?|requested|asks?|asked|demands?|appeals?)(?= (?!for the\\b)\\w)',
  '(?:underlines?|underlined|stress(?:es|ed)?|emphasi[sz](?:es|ed)|recalls?|notes?|highlights?|recogni[sz]es?) (?:again )?(?:the|its|their|that)?\\s?(?:[\\w-]+ ){0,3}(?:need|importance|urgency|necessity|significance)',
  '(?:should|must|ought to|needs? to|(?:is|are) (?:urgently )?needed)',
  'welcom(?:es?|ed|ing)|commends?|condemns?|took stock|takes? stock|takes? note',
]
const DEED = [
  '(?:has|have|had) (?:already |also |now |so far |recently |today )?(?:been )?(?:provided|delivered|sent|supplied|donated|transferred|allocated|disbursed|adopted|signed|ratified|given|trained|contributed|granted|approved|received|gifted|mobilised|mobilized|paid|handed over)',
  '(?:today |yesterday |was |were )?(?:provided|delivered|sent|supplied|donated|transferred|disbursed|adopted|gave|handed over|shipped|gifted|allocated|approved|granted)(?! (?:to be|by the end))',
]

const join = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![\\w-])(?:${patterns.join('|')})(?![\\w])`, 'dgi')

const KINDS: readonly { readonly degree: HedgeFound['degree']; readonly pattern: RegExp }[] = [
  { degree: 'calls', pattern: join(CALLS) },
  { degree: 'ready', pattern: join(READY) },
  { degree: 'intends', pattern: join(INTENDS) },
  { degree: 'possible', pattern: join(POSSIBLE) },
  { degree: 'firm', pattern: join(FIRM) },
  { degree: 'deed', pattern: join(DEED) },
]

const verbAfter = new RegExp(`^\\s*${ADVERBS}(?<verb>(?:${DO})\\w*)`, 'i')
/** What is promised may be a noun: "reaffirms its commitment to support", "announced a package", "pledged EUR 5 million". */
const nounAfter =
  /^(?:[^.;:]|\.(?=\d)){0,140}?(?<verb>support|assistance|commitment|determination|transfer|aid|package|contribution|loan|funding|help|guarantees?|donation|deliver\w*|provi\w*|send\w*|equipment|grant|million|billion|bn|troops|missiles|tanks|systems|vehicles|ammunition|training)\b/i

const MODAL = /will|shall|could|may|might|would|can|ll$|to$/i

/** "announced that it would": what would be done is promised, only told of. */
const TOLD =
  /\b(?:announced|said|says|stated|states|declared|confirmed|indicated|informed|disclosed|specified)\b[^.;]{0,160}$/i
/** "the package announced before": names an earlier promise, makes none. */
const NAMED_BEFORE = /\b(?:previously|already|earlier|newly)\s*$/i

/**
 * Every place where a sentence promises, calls on others or tells a deed, in its order. Modal verbs count only before a
 * verb that a guarantor can promise; "announced", "reaffirms" only before something to give.
 */
export const findHedges = (sentence: string): HedgeFound[] => {
  const found: HedgeFound[] = []
  for (const { degree, pattern } of KINDS)
    for (const match of matchesOf(pattern, sentence)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && other.start < end)) continue
      const tail = sentence.slice(end, end + 160)
      const head = sentence.slice(Math.max(0, start - 200), start)
      if (/ed$/.test(match[0]) && NAMED_BEFORE.test(head)) continue
      const led = degree === 'calls' || degree === 'deed'
      const passive = /^(?:was|were|been) /.test(match[0])
      const verb = (verbAfter.exec(tail) ?? (MODAL.test(match[0]) ? null : nounAfter.exec(tail)))?.groups
        ?.verb
      if (!led && !passive && verb === undefined) continue
      const told = degree === 'possible' && /^would$/i.test(match[0]) && TOLD.test(head)
      found.push({
        start,
        end,
        words: match[0],
        degree: told ? 'firm' : degree,
        ...(verb === undefined ? {} : { verb }),
      })
    }
  return found.sort((a, b) => a.start - b.start)
}

/** Words that make a promise hang on something: on an attack, a decision, a law. */
const CONDITIONS =
  /\b(?:in the (?:event|case) of|if (?!not\b|necessary|needed|possible|required)|should (?:Russia|the|a|an|there|Ukraine)\b|provided that|subject to|conditional (?:on|upon)|on condition that|once (?:a|an|the|there)\b|in case of|pending (?:the )?(?:approval|ratification|decision)|where (?:possible|necessary|appropriate)|upon (?:approval|ratification))[^.;]{0,80}/gi

/** The conditions a sentence names, each to the end of its clause at most. */
export const findConditions = (sentence: string): readonly (Span & { readonly words: string })[] =>
  [...sentence.matchAll(CONDITIONS)].map((match) => {
    const words = match[0].split(/,/)[0].trim()
    return { start: match.index, end: match.index + words.length, words }
  })

/** Does the promise wait for an event, so that its time does not run from the statement? */
export const waitsForEvent = (sentence: string): boolean =>
  /\bin the (?:event|case) of|\bin case of|\bonce (?:a|an|the|there)\b|\b(?:if|when) (?:Russia|Ukraine|a|an|the)\b[^,.;]{0,60}\battack|\bshould (?:Russia|a|an|there)\b/i.test(
    sentence,
  )
