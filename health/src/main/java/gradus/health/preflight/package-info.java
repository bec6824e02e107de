/**
 * What can be seen before training: {@link gradus.health.preflight.Admission} looks at the data,
 * the initial weights and the ends of the network and writes down an {@link gradus.health.Intake};
 * {@link gradus.health.preflight.Preflight} adds one measured batch and asks all detectors.
 */
package gradus.health.preflight;
