package gradus.train.golden;

import gradus.core.grad.Gradients;
import gradus.core.ir.Node;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a case and says in which numbers it differs; no words mean that it passed. */
final class Check {
  private final GoldenCase golden;
  private final List<String> failures = new ArrayList<>();

  private Check(GoldenCase golden) {
    this.golden = golden;
  }

  static List<String> run(GoldenCase golden, Operation operation) {
    Check check = new Check(golden);
    Arguments arguments = new Arguments(golden);
    Map<String, Tensor> outputs = operation.apply(arguments);
    Map<String, Node> nodes = new LinkedHashMap<>();
    Map<String, Values> expected = new LinkedHashMap<>();
    golden
        .outputs()
        .forEach(
            (name, values) -> {
              if (outputs.containsKey(name)) {
                nodes.put(name, outputs.get(name).node());
                expected.put(name, values);
              } else {
                check.failures.add("no output " + name);
              }
            });
    List<Node> tops = new ArrayList<>();
    List<Node> seeds = new ArrayList<>();
    golden
        .upstream()
        .forEach(
            (name, values) -> {
              if (outputs.containsKey(name)) {
                tops.add(outputs.get(name).node());
                seeds.add(values.tensor().node());
              }
            });
    List<String> names = new ArrayList<>(golden.gradients().keySet());
    List<Node> gradients =
        Gradients.of(tops, seeds, names.stream().map(name -> arguments.get(name).node()).toList());
    for (int i = 0; i < names.size(); i++) {
      nodes.put("grad:" + names.get(i), gradients.get(i));
      expected.put("grad:" + names.get(i), golden.gradients().get(names.get(i)));
    }
    for (Executor executor : Executor.values()) {
      List<double[]> values = executor.run(List.copyOf(nodes.values()), Map.of());
      int i = 0;
      for (Map.Entry<String, Node> entry : nodes.entrySet()) {
        check.compare(
            executor,
            entry.getKey(),
            entry.getValue().shape(),
            values.get(i++),
            expected.get(entry.getKey()));
      }
    }
    return check.failures;
  }

  static List<String> runNumbers(GoldenCase golden, NumberOperation operation) {
    Check check = new Check(golden);
    Map<String, double[]> outputs = operation.apply(golden);
    golden
        .outputs()
        .forEach(
            (name, expected) -> {
              if (outputs.containsKey(name)) {
                check.compare(
                    name, outputs.get(name), expected, operation.tolerance() * expected.scale());
              } else {
                check.failures.add("no output " + name);
              }
            });
    return check.failures;
  }

  /** Named numbers that an executor gave, against all outputs of the case. */
  static List<String> outputs(GoldenCase golden, Executor executor, Map<String, double[]> outputs) {
    Check check = new Check(golden);
    golden
        .outputs()
        .forEach(
            (name, expected) -> {
              if (outputs.containsKey(name)) {
                check.compare(executor, name, expected.shape(), outputs.get(name), expected);
              } else {
                check.failures.add("no output " + name);
              }
            });
    return check.failures;
  }

  private void compare(Executor executor, String name, Shape shape, double[] got, Values expected) {
    if (!shape.equals(expected.shape())) {
      failures.add(name + " has shape " + shape + ", not " + expected.shape());
      return;
    }
    double tolerance =
        expected.ints()
            ? 0
            : switch (executor) {
              case FLOAT64 -> golden.tolerance64(name, expected);
              case FLOAT32 -> golden.tolerance32(name, expected);
            };
    compare(executor + " " + name, got, expected, tolerance);
  }

  private void compare(String name, double[] got, Values expected, double tolerance) {
    if (got.length != expected.data().length) {
      failures.add(name + " has " + got.length + " numbers, not " + expected.data().length);
      return;
    }
    int worst = -1;
    double most = tolerance;
    for (int i = 0; i < got.length; i++) {
      double error = Math.abs(got[i] - expected.data()[i]);
      if (!(error <= most)) {
        worst = i;
        most = error;
      }
    }
    if (worst >= 0) {
      failures.add(
          name
              + "["
              + worst
              + "] is "
              + got[worst]
              + ", not "
              + expected.data()[worst]
              + " (off by "
              + most
              + ", tolerance "
              + tolerance
              + ")");
    }
  }
}
