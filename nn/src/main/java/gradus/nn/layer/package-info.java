/**
 * Layers: records of settings, applied to symbolic tensors. {@link gradus.nn.layer.Layers} lists
 * them. Inputs are channels last, [batch, space.., channels].
 */
package gradus.nn.layer;
