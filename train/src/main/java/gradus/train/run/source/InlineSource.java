package gradus.train.run.source;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples written in the run file itself.
 *
 * @param inputs nested lists of numbers, [n, shape..]
 * @param targets values to learn, [n] or [n, width]; null if there are labels
 * @param labels classes to learn, [n]; empty if there are values
 */
public record InlineSource(List<?> inputs, List<?> targets, List<Integer> labels)
    implements DataSource {
  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "inline",
          InlineSource.class,
          "examples written in the run file itself",
          List.of(
              Setting.array("inputs", "the examples, for example [[0, 0], [0, 1]]"),
              Setting.array("targets", "values to learn, one row for each example").optional(),
              Setting.wholes("labels", 0, List.of(), "classes to learn, one for each example")),
          s ->
              new InlineSource(
                  list(s, "inputs"),
                  list(s, "targets"),
                  java.util.Arrays.stream(s.wholes("labels")).boxed().toList()),
          x -> Settings.of("inputs", x.inputs(), "targets", x.targets(), "labels", x.labels()));

  /** Checks that each example has a target. */
  public InlineSource {
    labels = List.copyOf(labels);
    if ((targets == null) == labels.isEmpty()) {
      throw new IllegalArgumentException(
          "must have either 'targets' (values) or 'labels' (classes)");
    }
    int answers = targets == null ? labels.size() : targets.size();
    if (inputs == null || inputs.isEmpty() || inputs.size() != answers) {
      throw new IllegalArgumentException(
          "got %d inputs and %d targets; must be as many, and 1 or more"
              .formatted(inputs == null ? 0 : inputs.size(), answers));
    }
  }

  private static List<?> list(Settings s, String name) {
    Object given = s.values().get(name);
    if (given instanceof Double number) {
      throw new IllegalArgumentException(
          name + ": got " + number + "; must be a list, one item for each example");
    }
    return (List<?>) given;
  }

  @Override
  public RawData load(DataCuts cuts) {
    float[] values = numbers(inputs);
    Shape shape = shape(inputs.getFirst());
    Dataset data = Dataset.of("inline", shape, values, answers());
    return RawData.of(cuts.apply(DataSplit.whole(data)));
  }

  private Targets answers() {
    List<String> names = new ArrayList<>();
    if (targets == null) {
      int classes = Math.max(2, 1 + labels.stream().mapToInt(Integer::intValue).max().orElse(0));
      for (int i = 0; i < classes; i++) {
        names.add(Integer.toString(i));
      }
      return new Labels(labels.stream().mapToInt(Integer::intValue).toArray(), names);
    }
    float[] values = numbers(targets);
    for (int i = 0; i < values.length / targets.size(); i++) {
      names.add("y" + i);
    }
    return new Values(values, names);
  }

  private static Shape shape(Object example) {
    List<Integer> sizes = new ArrayList<>();
    for (Object at = example; at instanceof List<?> list; at = list.getFirst()) {
      sizes.add(list.size());
      if (list.isEmpty()) {
        break;
      }
    }
    return sizes.isEmpty()
        ? Shape.of(1)
        : Shape.of(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static float[] numbers(List<?> nested) {
    List<Float> flat = new ArrayList<>();
    collect(nested, flat);
    float[] values = new float[flat.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = flat.get(i);
    }
    return values;
  }

  private static void collect(Object nested, List<Float> into) {
    if (nested instanceof List<?> list) {
      list.forEach(item -> collect(item, into));
    } else {
      into.add(((Number) nested).floatValue());
    }
  }

  @Override
  public InlineSource in(Path base) {
    return this;
  }
}
