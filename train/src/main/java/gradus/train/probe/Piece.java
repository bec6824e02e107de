package gradus.train.probe;

import gradus.core.ir.Node;
import gradus.nn.Layer;
import gradus.train.log.Event;

/**
 * One piece of a model between two values: a product with a weight, an activation, a norm...
 *
 * @param path the layer it belongs to; with {@code [t]} if that layer is applied several times
 * @param layer the layer itself
 * @param role what it does to a gradient
 * @param in the value it takes
 * @param out the value it gives
 */
public record Piece(String path, Layer layer, Event.Role role, Node in, Node out) {}
