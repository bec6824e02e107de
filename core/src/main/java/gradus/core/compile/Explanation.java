package gradus.core.compile;

import gradus.core.ir.Node;
import gradus.core.ir.Printer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Passes as text for a person, made only if somebody reads it. */
final class Explanation {
  private Explanation() {}

  private record Lazy(java.util.function.Supplier<String> text) {
    @Override
    public String toString() {
      return text.get();
    }
  }

  static Object groups(List<Group> groups) {
    return new Lazy(
        () -> {
          StringBuilder text = new StringBuilder();
          for (int k = 0; k < groups.size(); k++) {
            text.append("kernel ")
                .append(k)
                .append(": ")
                .append(describe(groups.get(k)))
                .append('\n');
          }
          return text.toString();
        });
  }

  private static String describe(Group group) {
    String what =
        group.members().stream().map(m -> Printer.title(m.op())).collect(Collectors.joining(" + "));
    String place =
        group.members().stream().map(Node::place).filter(p -> !p.isEmpty()).findFirst().orElse("");
    return what
        + " over "
        + group.domain()
        + (group.reduced() == null ? "" : ", folding axes " + group.reduced())
        + (place.isEmpty() ? "" : "  # " + place);
  }

  static Object plan(List<Stage> stages, Planner.Plan plan) {
    return new Lazy(
        () -> {
          StringBuilder text = new StringBuilder();
          for (int k = 0; k < stages.size(); k++) {
            for (Step step : stages.get(k).steps()) {
              for (Node node : step.writes()) {
                text.append(
                    String.format(
                        Locale.ROOT,
                        "stage %d writes %s %s at %d%n",
                        k,
                        Printer.title(node.op()),
                        node.shape(),
                        plan.addresses().get(node)));
              }
            }
          }
          return text.append("memory: ").append(plan.bytes()).append(" bytes\n").toString();
        });
  }

  static Object kernels(List<Step> steps, Program program) {
    return new Lazy(
        () -> {
          long loops = steps.stream().filter(step -> step.group().root() == null).count();
          return steps.size()
              + " steps, of which "
              + loops
              + " are emitted loops; "
              + program.kernels()
              + " kernel calls in "
              + program.stages()
              + " stages\n";
        });
  }
}
