/** The kinds of evidence: characters alone; pairs, words and grades; concepts of the thesaurus; terms that neighbouring concepts use. */
export const channels = ['characters', 'terms', 'concepts', 'expansion'] as const
export type Channel = (typeof channels)[number]

/**
 * Every weight and threshold of matching.
 */
export const defaultWeights = {
  /** How often a term counts by where it stands in the need. */
  need: { title: 2.4, targets: 1.5, description: 1 },
  /** Only so many characters of a description count fully; what follows counts this much. */
  head: { characters: 900, after: 0.33 },
  /** Weight of a term in the need: count / (count + this). */
  needSaturation: 6,
  /** How often a term counts by where it stands in a document. */
  document: { keywords: 3, profile: 1, title: 1, summary: 1, solved: 1 },
  /** Weight of a term in a document: count / (count + this). */
  documentSaturation: 2.5,
  /** What a document counts by its kind. */
  kinds: { self: 1, achievement: 0.9, solved: 0.8 },
  /** What a channel counts. */
  channels: { characters: 0.8, terms: 1, concepts: 0.2, expansion: 0.55 },
  /** What a grade or model number counts beside a word or a pair. */
  grade: 0.8,
  /** Rarity beside that of a term nobody has counts in a document to this power, beside what it counts in the need. */
  rarity: { characters: 0.9, terms: 0.75, concepts: 0.5, expansion: 0 },
  /** A term whose rarity beside that of a term nobody has is below this is passed over: in a large directory it takes time and says nothing. */
  leastRarity: 0.12,
  /** Rarity behaves as if this many more experts were known who lack every term: being alone in a small directory is no proof. */
  unseenExperts: 100,
  /** What a word of no trade counts. */
  generic: 0.1,
  /** What finding a concept counts by how it was found, and each step to a wider concept; how many steps. */
  concept: { word: 1, ambiguous: 0.4, symptom: 0.7, wider: 0.5, steps: 4, discipline: 0.2 },
  /**
   * From the need's terms to concepts, to their neighbours, and on to the terms of these: how many concepts each time, and what those named in the need
   * count beside those its terms speak for; how many terms are looked at and kept, and to what power their rarity among experts counts.
   */
  expansion: { concepts: 40, neighbours: 60, named: 0.4, candidates: 500, terms: 200, rarity: 1.5, leastRarity: 0.15 },
  /** A score is divided by (base + what the need lacks) ** power: by channel, of a document and of all an expert's documents. */
  documentLength: {
    characters: { base: 5, power: 0.7 },
    terms: { base: 5, power: 0.5 },
    concepts: { base: 10, power: 0.3 },
    expansion: { base: 15, power: 0.3 },
  },
  expertLength: {
    characters: { base: 150, power: 0.3 },
    terms: { base: 200, power: 0.2 },
    concepts: { base: 60, power: 0.3 },
    expansion: { base: 200, power: 0.3 },
  },
  /** The best document counts fully, each next one this much of the one before, and this many count. */
  nextDocument: 0.4,
  documentsCounted: 4,
  /** Of an expert's documents taken as one, the best mention of a term counts fully, all others together at most this much of it. */
  again: 0.5,
  /** Share of the score that comes from all of an expert's documents taken as one; the rest comes from single documents. */
  wholeExpert: 0.5,
  /** A channel's own weight in the need is at least this, so that a word or two cannot look like a whole need answered. */
  leastNeed: { characters: 1, terms: 1, concepts: 1.5, expansion: 1 },
  /** The score is divided by the mean score of all experts to this power: a need that fits everybody a little says little of anybody. */
  commonness: 0.35,
  /** As if this many more experts were known with this mean. */
  commonPrior: { experts: 30, mean: 0.02 },
  /** Where vectors are known, the likest document gains this share of the best score. */
  embedding: { share: 0.8 },
  /** Factors beside the evidence. Where the need's field is one of the expert's. */
  sameField: 1.08,
  /** An expert on the brink of the cap loses up to this share. */
  fullLoad: 0.12,
  /** An institute asked far more often than its share of experts loses up to this share, one never asked gains it; after so many questions in all. */
  fairness: { share: 0.05, after: 10 },
  /** Where an expert is known not to speak the language of the need. */
  otherLanguage: 0.94,
  /** Who said of a need just like this one that it is not their field loses this share; of one less alike, less. */
  notMyField: 0.5,
  /** Who has solved all that they took on gains up to this share; counted as if one more had come to nothing. */
  success: 0.05,
  /**
   * How likely it is that an expert can help: the logistic function of base + evidence * ln(evidence) + beside * (evidence beside the best one's), fitted by
   * `npm run calibrate`. From which probability on a match is called strong, good or possible; below, nobody is named.
   */
  confidence: { base: -0.13, evidence: 2.71, beside: 1.4, strong: 0.75, good: 0.5, possible: 0.3 },
  /** So many of the experts with most evidence are looked at closely. */
  candidates: 40,
  /**
   * When a document is given as a reason: its score beside the expert's best document, and beside the best of all. Terms: how many, how long, and how
   * often at most it is looked up whether a longer stretch is there too. Bridges: how many, and how many steps up from either side.
   */
  reasons: { documentShare: 0.45, beside: 0.3, terms: 5, termLength: 24, checks: 600, bridges: 3, steps: 2 },
  /** An achievement bears on a need when its score beside the best document's is at least this. */
  achievementBeside: 0.35,
  /** Needs are look-alikes from here on; a term of the title counts `similarTitle` times. */
  alike: 0.26,
  similarTitle: 4,
  /** A team is proposed where each of two or three disciplines holds this share of what the need is about, and each member adds this share. */
  team: { discipline: 0.25, adds: 0.15, alone: 0.8 },
}
export type Weights = typeof defaultWeights

/** The given numbers in the place of the defaults; what is no number of a known name is left out. */
export function weightsFrom(given: unknown): Weights {
  return over(defaultWeights, given) as Weights
}

function over(known: unknown, given: unknown): unknown {
  if (typeof known === 'number') return typeof given === 'number' && Number.isFinite(given) ? given : known
  if (typeof given !== 'object' || given === null) return known
  return Object.fromEntries(Object.entries(known as object).map(([key, value]) => [key, over(value, Reflect.get(given, key))]))
}
