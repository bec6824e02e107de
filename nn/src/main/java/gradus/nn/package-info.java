/**
 * Models: a {@link gradus.nn.Layer} is a function of a tensor that takes its parameters from a
 * {@link gradus.nn.Scope}; a {@link gradus.nn.Trace} is a model applied once to a symbolic input.
 */
package gradus.nn;
