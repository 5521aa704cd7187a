/**
 * Every weight and threshold of matching. Those of ranking were chosen on graded public data (bench/matching.ts prints how they do),
 * those of naming on needs with known experts.
 */
export const weights = {
  /** How often a term counts by where it stands in the need. */
  need: { title: 3, targets: 1.5, description: 1 },
  /** Term weight in the need is tf / (tf + this). */
  needSaturation: 2,
  /** How often a term counts by where it stands in a document. */
  document: { keywords: 3, profile: 1, title: 2, summary: 1, solved: 1 },
  /** Term weight in a document is tf / (tf + this). */
  documentSaturation: 1.2,
  /** What a document of the kind counts. */
  kinds: { self: 1, achievement: 0.9, solved: 0.8 },
  /** By kind of term. */
  tokens: { han: 0.25, pair: 1, word: 1, grade: 1.2 },
  /** Inverse frequency behaves as if this many more experts were known who lack every term: a small directory is no proof of rarity. */
  unseenExperts: 30,
  rarityPower: 1,
  unseenMass: 0.5,
  normPower: 2,
  normRoot: 0.5,
  /** Words of no trade count this much. */
  generic: 0.1,
  /** Length: a score is divided by (base + distinct terms of the document that the need lacks) ** power. */
  documentLength: { base: 40, power: 0.3 },
  expertLength: { base: 200, power: 0.3 },
  /** The best document counts fully, each next one this much of the one before. */
  nextDocument: 0.3,
  /** Share of the score from all of an expert's documents taken as one; the rest is from single documents. */
  wholeExpert: 0.4,
} 
export type Weights = typeof weights
