/**
 * How parameters start: pure functions of (shape, seed). {@link gradus.nn.init.Initializers} lists
 * them; {@link gradus.nn.init.DefaultFor} chooses by the activation that follows; {@link
 * gradus.nn.init.Lsuv} fits weights to a batch.
 */
package gradus.nn.init;
