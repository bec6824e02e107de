/**
 * Activations: each a record that knows its function, its subgradient at kinks, its derivative as
 * text, and the initializer that fits the weights before it. {@link
 * gradus.nn.activation.Activations} lists them.
 */
package gradus.nn.activation;
