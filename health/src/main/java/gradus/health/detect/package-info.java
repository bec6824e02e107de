/**
 * The detectors, one a file. Each looks at the statistics of its own symptom, which do not depend
 * on the scale of the loss, the batch or the width, and holds them against how the training goes
 * ({@link gradus.health.detect.Course}): a strange number of a network that learns well is a note,
 * not an alarm. What follows from what is decided afterwards, in {@link
 * gradus.health.Consequences}.
 */
package gradus.health.detect;
