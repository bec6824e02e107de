package gradus.train.teach;

import gradus.core.ir.Data;
import gradus.nn.Layer;
import gradus.nn.loss.Loss;
import java.util.List;
import java.util.Map;

/**
 * The backpropagation of a given network, written out as a teacher would on the board: every
 * forward formula with its shapes, the loss, every error signal {@code δ = ∂L/∂z} and every
 * gradient, from the loss back to the input. For networks of up to 60 parameters with the numbers
 * of the sample. At the end every gradient is compared with central differences on the spot.
 *
 * @param title what network it is
 * @param lines in order
 * @param check the comparison of the gradients
 */
public record Derivation(String title, List<Line> lines, ModelGradientCheck.Report check) {
  /** Networks with more parameters are written without numbers. */
  public static final int SMALL = 60;

  /** Keeps a copy. */
  public Derivation {
    lines = List.copyOf(lines);
  }

  /** One line and what it is. */
  public record Line(Kind kind, String text) {}

  /** What a line is. */
  public enum Kind {
    /** Begins the forward pass, the loss, the backward pass or the check. */
    CHAPTER,
    /** Names the layer that the next lines are about. */
    STEP,
    /** A formula. */
    FORMULA,
    /** Numbers of the sample. */
    NUMBERS,
    /** A sentence. */
    WORDS
  }

  /** The derivation for a network with freshly initialized values. */
  public static Derivation of(Layer model, Loss loss, Sample sample) {
    return of(model, loss, sample, Map.of(), 0);
  }

  /**
   * The derivation for a network.
   *
   * @param values of parameters and states by name; those that are not given are initialized
   * @param seed of initial values and of dropout
   * @throws gradus.core.shape.ShapeException if the sample does not fit the model
   */
  public static Derivation of(
      Layer model, Loss loss, Sample sample, Map<String, Data> values, long seed) {
    Lesson lesson = Lesson.of(model, loss, List.of(), sample, values, seed);
    return new Blackboard(lesson, model, loss, seed).write();
  }

  /** Plain text with the signs of mathematics. */
  public String text() {
    StringBuilder text = new StringBuilder(title).append("\n").append("═".repeat(title.length()));
    text.append('\n');
    for (Line line : lines) {
      switch (line.kind()) {
        case CHAPTER ->
            text.append('\n')
                .append(line.text())
                .append('\n')
                .append("─".repeat(line.text().length()));
        case STEP -> text.append('\n').append(line.text());
        case FORMULA -> text.append("    ").append(line.text());
        case NUMBERS -> text.append("        ").append(line.text());
        case WORDS -> text.append("    ").append(line.text());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** The same as Markdown: formulas and numbers stand in code blocks. */
  public String markdown() {
    StringBuilder text = new StringBuilder("# ").append(title).append("\n");
    boolean code = false;
    for (Line line : lines) {
      boolean wanted = line.kind() == Kind.FORMULA || line.kind() == Kind.NUMBERS;
      if (code != wanted) {
        text.append(wanted ? "\n```text\n" : "```\n");
        code = wanted;
      }
      switch (line.kind()) {
        case CHAPTER -> text.append("\n## ").append(line.text()).append('\n');
        case STEP -> text.append("\n### ").append(line.text()).append('\n');
        case FORMULA -> text.append(line.text()).append('\n');
        case NUMBERS -> text.append("    ").append(line.text()).append('\n');
        case WORDS -> text.append('\n').append(line.text()).append('\n');
      }
    }
    return text.append(code ? "```\n" : "").toString();
  }
}
