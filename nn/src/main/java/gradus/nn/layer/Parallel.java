package gradus.nn.layer;

import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.Sequential;
import gradus.nn.Weighted;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Branches that read the same input, joined: {@code y = join(branch_1(x), branch_2(x), ..)}. An
 * empty branch is x itself.
 *
 * @param branches layers one after another for each branch
 * @param join how they become one
 */
public record Parallel(List<List<Layer>> branches, Join join) implements Weighted {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "parallel",
          Parallel.class,
          "Branches that read the same input, joined",
          List.of(
              Setting.branches(
                  "branches", () -> Layers.CATALOG, "a list of layers for each branch"),
              Setting.choice("join", Join.WORDS, "concat", "how they become one")),
          s -> new Parallel(s.branches("branches", Layer.class), Join.read(s.text("join"))),
          l -> Settings.of("branches", l.branches, "join", l.join.word()));

  /** Keeps an immutable copy. */
  public Parallel {
    branches = branches.stream().map(List::copyOf).toList();
    if (branches.isEmpty()) {
      throw new IllegalArgumentException("parallel: got no branch; give one or more");
    }
  }

  /** Branches of one layer each, side by side along the last axis. */
  public static Parallel of(Layer... branches) {
    return new Parallel(Arrays.stream(branches).map(List::of).toList(), Join.CONCAT);
  }

  /** With another join. */
  public Parallel join(Join how) {
    return new Parallel(branches, how);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      parts.add(scope.apply("branch_" + (i + 1), new Sequential(branches.get(i)), x));
    }
    return join.of(parts);
  }
}
