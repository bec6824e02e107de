package gradus.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.train.checkpoint.ModelFile;
import gradus.train.data.Normalization;
import gradus.train.data.table.Preprocessing;
import gradus.train.data.table.TargetRule;
import gradus.train.metric.Outputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers of a trained model in the words and units of its data. */
final class Predictor {
  private static final int PORTION = 1024;

  private final ModelFile.Content content;
  private final Normalization units;
  private final List<String> names;

  Predictor(ModelFile.Content content) {
    this.content = content;
    Preprocessing table = Inputs.table(content.preparation());
    if (table != null && table.target() instanceof TargetRule.Numbers numbers) {
      this.names = numbers.columns();
      this.units =
          numbers.normalization().isIdentity() ? targets(content) : numbers.normalization();
    } else {
      this.names = List.of();
      this.units = targets(content);
    }
  }

  private static Normalization targets(ModelFile.Content content) {
    return Inputs.normalization(content.preparation(), "targets");
  }

  /**
   * The answer for one example.
   *
   * @param input the file it is of
   * @param row its position in the file, from 1
   * @param values probabilities of classes, or numbers in their units
   */
  record Answer(String input, int row, float[] values) {}

  /** Answers for examples, row-major. */
  List<Answer> answers(String input, float[] examples) {
    Shape example = content.model().example();
    int width = example.count();
    int count = examples.length / width;
    List<Answer> answers = new ArrayList<>();
    for (int from = 0; from < count; from += PORTION) {
      int to = Math.min(count, from + PORTION);
      float[] part = Arrays.copyOfRange(examples, from * width, to * width);
      Tensor x = Tensor.of(Shape.of(to - from).plus(example.sizes()), part);
      float[] outputs = content.model().predict(x).toFloats();
      int each = outputs.length / (to - from);
      for (int row = from; row < to; row++) {
        float[] values = Arrays.copyOfRange(outputs, (row - from) * each, (row - from + 1) * each);
        if (!classes()) {
          units.undo(values, 0, each);
        }
        answers.add(new Answer(input, row + 1, values));
      }
    }
    return answers;
  }

  private boolean classes() {
    return !content.classes().isEmpty();
  }

  private String word(Answer answer) {
    int position = Outputs.probabilities(answer.values().length).predicted(answer.values(), 0);
    return position < 0 || position >= content.classes().size()
        ? "NaN"
        : content.classes().get(position);
  }

  /** Class or value names and their numbers. */
  private Map<String, Float> numbers(Answer answer) {
    Map<String, Float> numbers = new LinkedHashMap<>();
    float[] values = answer.values();
    if (classes() && values.length == 1) {
      numbers.put(content.classes().getFirst(), 1 - values[0]);
      numbers.put(content.classes().getLast(), values[0]);
      return numbers;
    }
    List<String> known = classes() ? content.classes() : names;
    for (int i = 0; i < values.length; i++) {
      String own = values.length == 1 ? "value" : "value_" + (i + 1);
      numbers.put(known.size() == values.length ? known.get(i) : own, values[i]);
    }
    return numbers;
  }

  /** An answer as fields of a JSON object. */
  Map<String, Object> fields(Answer answer) {
    Map<String, Object> fields = Fields.of("input", answer.input(), "row", answer.row());
    if (classes()) {
      fields.put("class", word(answer));
    }
    fields.put(classes() ? "probabilities" : "values", numbers(answer));
    return fields;
  }

  /** Answers as CSV with a header. */
  void csv(List<Answer> answers, Writer out) {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    boolean header = true;
    for (Answer answer : answers) {
      Map<String, Float> numbers = numbers(answer);
      if (header) {
        csv.writeRecord(row("input", "row", "class", numbers.keySet()));
        header = false;
      }
      csv.writeRecord(row(answer.input(), answer.row(), word(answer), numbers.values()));
    }
    flush(csv);
  }

  private static void flush(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("predictions cannot be written", e);
    }
  }

  private List<String> row(Object input, Object row, String word, Iterable<?> numbers) {
    List<String> cells = new ArrayList<>(List.of(input.toString(), row.toString()));
    if (classes()) {
      cells.add(word);
    }
    numbers.forEach(number -> cells.add(number.toString()));
    return cells;
  }
}
