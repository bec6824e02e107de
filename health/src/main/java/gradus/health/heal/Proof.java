package gradus.health.heal;

/**
 * A candidate and how it did over seeds.
 *
 * @param candidate the changes
 * @param evidence the comparison; it need not prove them
 */
record Proof(Candidate candidate, Evidence evidence) {}
