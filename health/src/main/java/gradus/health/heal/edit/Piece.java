package gradus.health.heal.edit;

import gradus.nn.activation.Activations;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One layer in a draft.
 *
 * @param list the list in which it stands
 * @param index its place there
 * @param where the path of that list in the run file, for example {@code model}
 * @param path its path in the network, as findings name it, for example {@code residual_1.dense_2}
 */
public record Piece(List<Object> list, int index, String where, String path) {
  private static final Set<String> WEIGHTED =
      Set.of(
          "dense",
          "conv1d",
          "conv2d",
          "conv3d",
          "depthwise_conv2d",
          "separable_conv2d",
          "conv_transpose2d");

  private static final Set<String> RECURRENT = Set.of("rnn", "lstm", "gru");

  /** What it is, for example {@code dense}. */
  public String kind() {
    return Forms.name(list.get(index));
  }

  /** Its settings, which can be changed. */
  public Map<String, Object> settings() {
    return Forms.changeable(Forms.changeable(list.get(index)).get(kind()));
  }

  /** Whether it multiplies by weights of its own, once. */
  public boolean weighted() {
    return WEIGHTED.contains(kind());
  }

  /** Whether it goes over time, with weights that it applies at each. */
  public boolean recurrent() {
    return RECURRENT.contains(kind());
  }

  /** Whether it is an activation that stands alone. */
  public boolean activation() {
    return Activations.CATALOG.names().contains(kind());
  }

  /** Whether it is a fixed factor or offset. */
  public boolean scales() {
    return kind().equals("rescale");
  }

  /** Whether it multiplies a signal by itself. */
  public boolean squares() {
    return kind().equals("parallel")
        && "multiply".equals(settings().get("join"))
        && settings().get("branches") instanceof List<?> branches
        && branches.stream().allMatch(Piece::isIdentity);
  }

  private static boolean isIdentity(Object branch) {
    return branch instanceof List<?> layers
        && layers.stream().allMatch(layer -> Forms.name(layer).equals("identity"));
  }

  /** Whether a finding names it, or a part of it. */
  public boolean isOf(String layer) {
    return layer.equals(path) || layer.startsWith(path + ".");
  }

  /** Where it stands in the run file. */
  public String place() {
    return where + "[" + index + "]";
  }
}
