package gradus.nn;

import gradus.core.shape.Shape;
import gradus.nn.init.Initializer;

/**
 * A parameter or state of a model: its path, shape, initializer, and whether gradients change it.
 */
public record ParameterSpec(String name, Shape shape, Initializer initializer, boolean trainable) {}
