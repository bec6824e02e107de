/**
 * The remedies, one idea a file; {@link gradus.health.heal.remedy.Remedies} lists them by name and
 * says which are tried for a symptom when a finding's own do not help.
 */
package gradus.health.heal.remedy;
