package gradus.cli;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.Trace;
import gradus.nn.Trace.Application;
import gradus.train.Engine;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.run.Prepared;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** {@code gradus show}. */
@CommandLine.Command(
    name = "show",
    description = "Shows the layers of a network: shapes, parameters, multiply-adds, memory.",
    footer = {"%nExample:", "  gradus show examples/digits.yaml"})
final class ShowCommand extends Command {
  private static final String ROW = "%-34s %-18s %14s %16s";

  @CommandLine.Mixin private final RunInput input = new RunInput();

  ShowCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    Prepared prepared = Prepared.of(input.read());
    Dataset train = prepared.split().train();
    Shape one = Shape.of(1).plus(train.shape().sizes());
    Trace trace =
        Trace.of(prepared.file().model(), Tensor.input("x", one, DType.F32), false, Key.of(0, 0));
    Map<String, Long> work = MultiplyAdds.of(trace.output().node());
    List<Application> layers = new LayerTree(trace.applications()).outerFirst();
    line(ROW, "layer", "output", "parameters", "multiply-adds");
    line(ROW, "(input)", train.shape(), "", "");
    Map<String, Integer> times = new HashMap<>();
    layers.forEach(layer -> times.merge(layer.path(), 1, Integer::sum));
    for (Application layer : layers) {
      Integer applied = times.remove(layer.path());
      if (applied != null) {
        layer(layer, applied, trace.specs(), work);
      }
    }
    totals(prepared, trace, work.values().stream().mapToLong(Long::longValue).sum());
    return DONE;
  }

  /** A line for a layer, however often it is applied, as those of a recurrence are. */
  private void layer(
      Application layer, int times, List<ParameterSpec> specs, Map<String, Long> work) {
    String prefix = layer.path() + ".";
    long parameters =
        specs.stream()
            .filter(spec -> spec.name().startsWith(prefix))
            .mapToLong(spec -> spec.shape().count())
            .sum();
    long adds =
        work.entrySet().stream()
            .filter(e -> e.getKey().equals(layer.path()) || e.getKey().startsWith(prefix))
            .mapToLong(Map.Entry::getValue)
            .sum();
    Shape output = layer.output().shape();
    Shape shape = output.rank() == 0 ? output : output.slice(1, output.rank());
    int depth = (int) layer.path().chars().filter(c -> c == '.').count();
    String name = layer.path() + (times == 1 ? "" : " × " + times);
    line(ROW, "  ".repeat(depth) + name, shape, count(parameters), count(adds));
    record(
        "layer",
        Fields.of(
            "path",
            layer.path(),
            "layer",
            layer.layer().title(),
            "times",
            times,
            "output",
            sizes(shape),
            "parameters",
            parameters,
            "multiply_adds",
            adds));
  }

  private void totals(Prepared prepared, Trace trace, long work) {
    Dataset train = prepared.split().train();
    int batch = Math.min(prepared.file().train().batch(), train.size());
    boolean labels = train.targets() instanceof Labels && prepared.file().data().mixup() == null;
    long all = trace.specs().stream().mapToLong(spec -> spec.shape().count()).sum();
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      long planned = engine.plannedBytes(batch, labels);
      line("");
      line("parameters     %,d trained, %,d other", engine.trained(), all - engine.trained());
      line("multiply-adds  %,d an example, forward", work);
      line("memory         %s for a training step of %d examples", Numbers.bytes(planned), batch);
      summary(
          Fields.of(
              "name",
              prepared.file().name(),
              "input",
              sizes(train.shape()),
              "parameters",
              engine.trained(),
              "states",
              all - engine.trained(),
              "multiply_adds",
              work,
              "batch",
              batch,
              "memory_bytes",
              planned));
    }
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(java.util.Locale.ROOT, "%,d", number);
  }

  private static List<Integer> sizes(Shape shape) {
    return IntStream.of(shape.sizes()).boxed().toList();
  }
}
