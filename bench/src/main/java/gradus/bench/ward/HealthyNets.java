package gradus.bench.ward;

import gradus.bench.ward.Net.Style;
import java.util.ArrayList;
import java.util.List;

/** Healthy networks: of depth 2 to 50, width 8 to 128, with and without norms and skips. */
final class HealthyNets {
  static final List<Net> ALL = all();

  private HealthyNets() {}

  private static List<Net> all() {
    List<Net> nets = new ArrayList<>();
    digits(nets);
    for (String set : List.of("iris", "wine", "breast_cancer")) {
      nets.add(Net.of(set, 2, 8));
      nets.add(Net.of(set, 2, 32).act("tanh").by("sgd"));
      nets.add(Net.of(set, 2, 32).act("sigmoid"));
      nets.add(Net.of(set, 5, 32).by("momentum"));
      nets.add(Net.of(set, 5, 8).act("tanh"));
      nets.add(Net.of(set, 10, 32));
      nets.add(Net.of(set, 5, 32).style(Style.BATCH_NORM).by("momentum"));
    }
    nets.add(Net.of("breast_cancer", 2, 128).by("sgd"));
    nets.add(Net.of("wine", 10, 32).style(Style.REZERO));
    nets.add(Net.of("diabetes", 2, 8).act("tanh"));
    nets.add(Net.of("diabetes", 2, 32));
    nets.add(Net.of("diabetes", 2, 8).by("sgd"));
    nets.add(Net.of("diabetes", 5, 8).by("momentum"));
    nets.add(Net.of("diabetes", 2, 128).by("momentum"));
    return List.copyOf(nets);
  }

  private static void digits(List<Net> nets) {
    nets.add(Net.of("digits", 2, 8));
    nets.add(Net.of("digits", 2, 32));
    nets.add(Net.of("digits", 2, 128).by("sgd"));
    nets.add(Net.of("digits", 2, 32).act("tanh").by("momentum"));
    nets.add(Net.of("digits", 2, 32).act("sigmoid"));
    nets.add(Net.of("digits", 5, 32));
    nets.add(Net.of("digits", 5, 32).by("momentum"));
    nets.add(Net.of("digits", 5, 128));
    nets.add(Net.of("digits", 5, 128).by("sgd"));
    nets.add(Net.of("digits", 5, 32).act("tanh").by("sgd"));
    nets.add(Net.of("digits", 5, 32).act("gelu"));
    nets.add(Net.of("digits", 5, 32).act("elu").by("momentum"));
    nets.add(Net.of("digits", 10, 32));
    nets.add(Net.of("digits", 10, 128).by("momentum"));
    nets.add(Net.of("digits", 10, 32).act("tanh"));
    nets.add(Net.of("digits", 10, 32).act("selu"));
    nets.add(Net.of("digits", 20, 32).act("tanh"));
    nets.add(Net.of("digits", 20, 128));
    nets.add(Net.of("digits", 20, 32).act("leaky_relu"));
    nets.add(Net.of("digits", 5, 32).style(Style.BATCH_NORM).by("momentum"));
    nets.add(Net.of("digits", 5, 32).style(Style.BATCH_NORM).by("sgd"));
    nets.add(Net.of("digits", 10, 32).style(Style.LAYER_NORM));
    nets.add(Net.of("digits", 10, 32).style(Style.RESIDUAL));
    nets.add(Net.of("digits", 20, 32).style(Style.REZERO));
    nets.add(Net.of("digits", 50, 32).style(Style.REZERO));
    nets.add(Net.of("digits", 50, 8).act("tanh").style(Style.REZERO));
    nets.add(Net.of("digits", 2, 8).style(Style.CONV));
    nets.add(Net.of("digits", 2, 8).style(Style.CONV).by("momentum"));
    nets.add(Net.of("digits", 3, 8).style(Style.CONV_NORM).by("momentum"));
    nets.add(Net.of("digits", 3, 16).style(Style.CONV_NORM));
    nets.add(Net.of("digits", 4, 16).style(Style.CONV_RESIDUAL));
    nets.add(Net.of("digits", 3, 8).act("tanh").style(Style.CONV).by("sgd"));
  }
}
