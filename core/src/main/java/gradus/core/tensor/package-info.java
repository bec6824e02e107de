/**
 * The user's verbs: {@link gradus.core.tensor.Tensor} is a lazy, immutable value, {@link
 * gradus.core.tensor.Fn} a function that can be differentiated and compiled, {@link
 * gradus.core.tensor.Key} the randomness that is passed.
 */
package gradus.core.tensor;
