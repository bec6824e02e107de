/**
 * Proof of gradients: {@link gradus.core.check.GradientCheck} compares the reverse pass with
 * central differences, both in float64 on the interpreter.
 */
package gradus.core.check;
