/**
 * Every weight and threshold of matching. Those of ranking were chosen, coarsely, on graded public data (`bench/matching.ts` prints how they
 * do); those of naming on needs with known experts and on needs that nobody in the directory can help with.
 */
export const weights = {
  /** How often a term counts by where it stands in the need. */
  need: { title: 4, targets: 2, description: 1 },
  /** Weight of a term in the need: count / (count + this). */
  needSaturation: 12,
  /** How often a term counts by where it stands in a document. */
  document: { keywords: 3, profile: 1, title: 2, summary: 1, solved: 1 },
  /** Weight of a term in a document: count / (count + this). */
  documentSaturation: 2.5,
  /** What a document counts by its kind. */
  kinds: { self: 1, achievement: 0.9, solved: 0.8 },
  /** What a term counts by its kind. */
  tokens: { han: 0.3, pair: 1, word: 1, grade: 1.2 },
  /** Rarity behaves as if this many more experts were known who lack every term: being alone in a small directory is no proof. */
  unseenExperts: 30,
  /** What a word of no trade counts. */
  generic: 0.1,
  /** A score is divided by (base + distinct terms that the need lacks) ** power: of a document, and of all an expert's documents. */
  documentLength: { base: 15, power: 0.3 },
  expertLength: { base: 200, power: 0.3 },
  /** The best document counts fully, each next one this much of the one before, and this many count. */
  nextDocument: 0.2,
  documentsCounted: 4,
  /** Share of the score that comes from all of an expert's documents taken as one; the rest comes from single documents. */
  wholeExpert: 0.25,
  /** A need's own weight is at least this, so that a word or two cannot look like a whole need answered. */
  leastNeed: 1,
  /** A term that no expert has counts this much when the share of a need that is covered is measured: it may be mere talk. */
  unknownTerm: 0.5,
  /** Factor where the need's field is one of the expert's. */
  sameField: 1.08,
  /** An expert on the brink of the cap loses up to this share. */
  fullLoad: 0.12,
  /**
   * What it takes to be named. `found` is the worth of the terms found, in units of the rarest term possible at full weight: one telling
   * word of the title, or two or three of the description. `covered` is the share of the need's worth that is found. Nobody is named on
   * less than `besideBest` of the best one's evidence.
   */
  naming: {
    found: 0.13,
    besideBest: 0.3,
    strong: { evidence: 0.2, covered: 0.4 },
    good: { evidence: 0.12, covered: 0.25 },
    possible: { evidence: 0.05, covered: 0.06 },
  },
  /**
   * When a document is given as a reason: its own score, and its score beside the expert's best document. Terms: how many, how long, and how
   * often at most it is looked up whether a longer stretch is there too.
   */
  reasons: { document: 0.06, documentShare: 0.45, terms: 5, termLength: 24, checks: 600 },
  /** Needs are look-alikes from here on; a term of the title counts `similarTitle` times. */
  alike: 0.26,
  similarTitle: 4,
}
