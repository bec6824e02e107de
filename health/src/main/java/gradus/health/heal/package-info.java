/**
 * Healing with proof. A {@link gradus.health.heal.Healing} trains the run for part of its length
 * ({@link gradus.health.heal.Diagnosis}), lets remedies write changed run files for what the doctor
 * found ({@link gradus.health.heal.Plan}), tries them from the same beginning ({@link
 * gradus.health.heal.Screening}), and accepts one only if it is better on held-out examples over
 * paired seeds, its alarm is gone and no new one has come ({@link
 * gradus.health.heal.Verification}). The result is {@link gradus.health.heal.Healed}, and a {@link
 * gradus.health.heal.Certificate} that can be run again to the same numbers.
 */
package gradus.health.heal;
