package gradus.train.teach;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.loss.Loss;
import gradus.train.teach.Derivation.Kind;
import gradus.train.teach.Derivation.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a {@link Derivation}, line by line. */
final class Blackboard {
  private static final int CHECKED = 20;

  private final Lesson lesson;
  private final Loss loss;
  private final long seed;
  private final List<Stage> stages;
  private final boolean small;
  private final Map<Tensor, double[]> numbers = new HashMap<>();
  private final Map<Tensor, double[]> errors = new HashMap<>();
  private final List<Line> lines = new ArrayList<>();

  Blackboard(Lesson lesson, Layer model, Loss loss, long seed) {
    this.lesson = lesson;
    this.loss = loss;
    this.seed = seed;
    this.stages = Stages.of(lesson, model);
    this.small = lesson.size() <= Derivation.SMALL;
  }

  Derivation write() {
    if (small) {
      evaluate();
    }
    opening();
    forward();
    String out = stages.isEmpty() ? "x" : stages.getLast().out();
    LossFormula formula = LossFormula.of(loss, out, lesson.trace().output());
    loss(formula);
    backward(out, formula);
    ModelGradientCheck.Report check = check();
    String title =
        "Backpropagation through %d step%s with %d parameters"
            .formatted(stages.size(), stages.size() == 1 ? "" : "s", lesson.size());
    return new Derivation(title, lines, check);
  }

  private void evaluate() {
    List<Tensor> values = new ArrayList<>(List.of(lesson.input(), lesson.target(), lesson.loss()));
    List<Tensor> by = new ArrayList<>();
    stages.forEach(stage -> by.add(stage.output()));
    lesson.parameters().forEach(spec -> by.add(lesson.value(spec)));
    values.addAll(by);
    List<double[]> evaluated = lesson.values(values);
    List<double[]> gradients = lesson.values(lesson.gradients(by));
    for (int i = 0; i < values.size(); i++) {
      numbers.put(values.get(i), evaluated.get(i));
    }
    for (int i = 0; i < by.size(); i++) {
      errors.put(by.get(i), gradients.get(i));
    }
  }

  private void opening() {
    words(
        "x is the input and t the target; L is the loss; ⊙ multiplies number by number, ᵀ swaps"
            + " the two axes of a matrix. Rows are examples.");
    words(
        "An error signal says how the loss changes with a value: δ = ∂L/∂z. Backpropagation is the"
            + " chain rule, from the loss back to the input, each signal computed once.");
  }

  private void forward() {
    line(Kind.CHAPTER, "Forward");
    line(Kind.FORMULA, "x : " + lesson.input().shape());
    show("x", lesson.input().shape(), numbers.get(lesson.input()));
    for (Stage stage : stages) {
      step(stage);
      List<String> formula = LayerFormulas.of(stage, Symbols.error(stage.out())).forward();
      line(Kind.FORMULA, formula.getFirst() + "   : " + shapes(stage));
      formula.subList(1, formula.size()).forEach(more -> line(Kind.FORMULA, more));
      stage
          .parameters()
          .forEach(
              (symbol, name) -> {
                Tensor value = lesson.trace().value(name);
                line(Kind.FORMULA, symbol + " : " + value.shape() + "   " + name);
                show(symbol, value.shape(), numbers.get(value));
              });
      show(stage.out(), stage.shape(), numbers.get(stage.output()));
    }
  }

  private static String shapes(Stage stage) {
    return stage.ins().size() > 1
        ? "" + stage.shape()
        : stage.input().shape() + " → " + stage.shape();
  }

  private void step(Stage stage) {
    String path = stage.path().isEmpty() ? stage.title() : stage.path();
    line(Kind.STEP, path + " → " + stage.out());
  }

  private void loss(LossFormula formula) {
    line(Kind.CHAPTER, "Loss");
    formula.forward().forEach(text -> line(Kind.FORMULA, text));
    Tensor target = lesson.target();
    show("t", target.shape(), numbers.get(target));
    show("L", Shape.SCALAR, numbers.get(lesson.loss()));
  }

  private void backward(String out, LossFormula loss) {
    line(Kind.CHAPTER, "Backward");
    Map<String, List<String>> arriving = new LinkedHashMap<>();
    arriving.put(out, new ArrayList<>(List.of(loss.error())));
    loss.remarks().forEach(this::words);
    for (Stage stage : stages.reversed()) {
      List<String> terms = arriving.get(stage.out());
      if (terms == null) {
        step(stage);
        words("The loss does not depend on " + stage.out() + ": no gradient comes here.");
        continue;
      }
      backward(stage, String.join(" + ", terms), arriving);
    }
  }

  private void backward(Stage stage, String expression, Map<String, List<String>> arriving) {
    String error = Symbols.error(stage.out());
    Formula named = LayerFormulas.of(stage, error);
    Formula formula = named.named() ? named : LayerFormulas.of(stage, expression);
    step(stage);
    String full = error.startsWith("δ") ? error + " = ∂L/∂" + stage.out() : error;
    line(Kind.FORMULA, full + " = " + expression + "   : " + stage.shape());
    show(error, stage.shape(), errors.get(stage.output()));
    formula.remarks().forEach(this::words);
    formula
        .gradients()
        .forEach(
            (symbol, text) -> {
              Tensor parameter = lesson.trace().value(stage.parameters().get(symbol));
              line(Kind.FORMULA, "∂L/∂" + symbol + " = " + text + "   : " + parameter.shape());
              show("∂L/∂" + symbol, parameter.shape(), errors.get(parameter));
            });
    formula
        .backward()
        .forEach(
            (symbol, text) -> {
              if (!symbol.equals("x")) {
                arriving.computeIfAbsent(symbol, _ -> new ArrayList<>()).add(text);
              }
            });
  }

  private ModelGradientCheck.Report check() {
    line(Kind.CHAPTER, "Check");
    words("Each gradient against the central difference (L(w + h) − L(w − h)) / 2h, in float64:");
    ModelGradientCheck.Report report =
        ModelGradientCheck.USUAL
            .nudge(0)
            .seed(seed)
            .most(small ? Derivation.SMALL : CHECKED)
            .of(lesson);
    report.findings().forEach(finding -> line(Kind.NUMBERS, finding.sentence()));
    words(
        report.findings().isEmpty()
            ? "There is nothing to learn here."
            : report.passed()
                ? String.format(
                    Locale.ROOT, "All compared agree; the largest error is %.1e.", report.error())
                : "They do NOT all agree: a gradient is wrong.");
    return report;
  }

  private void show(String symbol, Shape shape, double[] values) {
    if (values != null) {
      NumberTable.of(symbol, shape, values).forEach(text -> line(Kind.NUMBERS, text));
    }
  }

  private void words(String text) {
    line(Kind.WORDS, text);
  }

  private void line(Kind kind, String text) {
    lines.add(new Line(kind, text));
  }
}
