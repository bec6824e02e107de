package gradus.health.heal;

/**
 * The same seed with and without the edits.
 *
 * @param seed of initial values, order of the data and all other chance
 * @param before the measure on held-out examples without the edits
 * @param after the same with them
 */
public record Pair(long seed, double before, double after) {}
