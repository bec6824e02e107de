package gradus.train.teach;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import java.util.List;
import java.util.Map;

/**
 * One line of the forward pass: a layer, or the activation inside one, with the symbols of what it
 * reads and gives.
 *
 * @param path where it stands in the model; "" for the whole model
 * @param layer what it does; null for a plain join of values
 * @param ins the symbols of what it reads, in order
 * @param input the value it reads (the first, if there are several)
 * @param out the symbol of what it gives
 * @param output what it gives
 * @param parameters its own parameters: symbol → name
 */
record Stage(
    String path,
    Layer layer,
    List<String> ins,
    Tensor input,
    String out,
    Tensor output,
    Map<String, String> parameters) {
  /** The symbol of what it reads. */
  String in() {
    return ins.getFirst();
  }

  /** What the layer is called. */
  String title() {
    return layer == null ? "join" : layer.title();
  }

  /** The small number of its symbol. */
  String number() {
    return out.substring(1);
  }

  /** The symbol of its parameter of a name, for example {@code weight}; null if there is none. */
  String parameter(String name) {
    return parameters.entrySet().stream()
        .filter(entry -> entry.getValue().equals(path.isEmpty() ? name : path + "." + name))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** The axes over which a bias is shared, in words. */
  String everything() {
    return output.shape().rank() == 2 ? "batch" : "(batch, positions)";
  }

  Shape shape() {
    return output.shape();
  }
}
