/** What nobody should forget when reading the numbers: printed in every report. */
export const limits: readonly { readonly title: string; readonly text: string }[] = [
  {
    title: 'Success is invisible.',
    text: 'When deterrence works in general nothing happens and nothing is recorded; the crises on record are the cases in which it had already failed.',
  },
  {
    title: 'Honour rates are truncated by selection.',
    text: 'They are counted where there was an attack, and whether there is one depends on how reliable the pact is thought to be. Weak pacts get attacked, strong ones do not, so past rates understate the reliability of strong pacts.',
  },
  {
    title: 'No causal claim is made.',
    text: 'Guarantees are given where there is danger. Published effects of alliances on attacks differ in size, and with ordinary controls even in sign.',
  },
  {
    title: 'Cases are few.',
    text: 'There are 54 to 58 crises of extended deterrence, 43 defence pacts tested in war since 1945 and about 20 relapses into war to learn from. Read the intervals, not the middle.',
  },
  {
    title: 'There is hardly a precedent.',
    text: 'Cases with a non-nuclear protégé, nuclear guarantors and a nuclear great power that is or was at war with it are almost absent, so nothing here has been tested on its like.',
  },
  {
    title: 'Polls are not deployments.',
    text: 'Saying yes to troops in a survey is not sending them, and the wording of the question moves answers by 15 percentage points and more.',
  },
  {
    title: 'Much is judgement.',
    text: 'How far words bind, how much nuclear risk frightens, how often facts are attributed and how audiences punish are judgements and nobody’s measurement. They are marked below, each can be changed, and changing them can change the order of the options.',
  },
  {
    title: 'The players calculate.',
    text: 'The core is a model of choice by interest. Misreading enters only as noise and bias, while fear, honour and domestic politics enter only as numbers.',
  },
  {
    title: 'This is not a forecast.',
    text: 'It explores what follows from the stated assumptions. It argues for no option, and every option can be read from the adversary’s and from the sceptic’s side.',
  },
  {
    title: 'There may be several equilibria.',
    text: 'The same assumptions can carry both “everybody comes” and “nobody comes”. Which one is shown is a choice; where others were found, that is said.',
  },
]

/** The limits in one sentence, for a terminal. */
export const limitsLine =
  'What follows from the stated assumptions, not a forecast. Most scales are judgements; past cases are few and selected; several equilibria may exist. The HTML report lists all assumptions and limits.'
