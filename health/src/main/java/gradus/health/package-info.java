/**
 * The physician. It reads what a run has written down: a {@link gradus.health.Case} holds the
 * events of a run and its run file, each {@link gradus.health.Detector} looks at it and gives
 * {@link gradus.health.Finding}s, and the {@link gradus.health.Doctor} asks all detectors, during a
 * training or after it. It never reaches into the trainer.
 */
package gradus.health;
