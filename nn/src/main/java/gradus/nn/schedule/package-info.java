/**
 * How the learning rate changes over the steps: pure functions in float64 of the base rate, the
 * step and the number of all steps.
 */
package gradus.nn.schedule;
