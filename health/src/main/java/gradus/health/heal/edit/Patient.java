package gradus.health.heal.edit;

import gradus.health.Finding;

/**
 * A run that a remedy is written for.
 *
 * @param draft the run file, perhaps changed by other remedies
 * @param finding what is wrong
 * @param facts what can be asked
 */
public record Patient(Draft draft, Finding finding, Facts facts) {}
