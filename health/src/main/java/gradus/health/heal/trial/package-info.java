/**
 * Trials: a {@link gradus.health.heal.trial.Laboratory} trains run files for some steps, goes on
 * with them later, and counts what that cost in trainings. {@link gradus.health.heal.trial.Judge}
 * says how good they are on held-out examples, and {@link gradus.health.heal.trial.PairedInterval}
 * whether one is better than another.
 */
package gradus.health.heal.trial;
