package gradus.train.teach;

/** The formulas of norms. */
final class NormFormulas {
  private NormFormulas() {}

  /** {@code (x - mean) / sqrt(variance + eps)}, then a learned scale and offset. */
  static Formula centered(Stage s, String error, String over, double eps) {
    String x = s.in();
    String gamma = s.parameter("gamma");
    String n = s.number();
    String hat = "x̂" + n;
    Formula formula =
        gamma == null
            ? Formula.of(s.out() + " = " + hat)
            : Formula.of("%s = %s ⊙ %s + %s".formatted(s.out(), gamma, hat, s.parameter("beta")));
    String g = gamma == null ? error : "g" + n;
    formula
        .and("%s = (%s − μ%s) / √(v%s + ε)".formatted(hat, x, n, n))
        .and("μ%s = mean(%s), v%s = mean((%s − μ%s)²)".formatted(n, x, n, x, n))
        .and("over %s; ε = %s".formatted(over, NumberTable.number(eps)))
        .gradient(gamma, "Σ %s ⊙ %s".formatted(error, hat))
        .gradient(s.parameter("beta"), "Σ " + error)
        .back(
            x, "(%s − mean(%s) − %s ⊙ mean(%s ⊙ %s)) / √(v%s + ε)".formatted(g, g, hat, g, hat, n));
    return with(formula, s, error);
  }

  /** {@code x / sqrt(mean(x^2) + eps)}, then a learned scale. */
  static Formula scaled(Stage s, String error, double eps) {
    String x = s.in();
    String gamma = s.parameter("gamma");
    String n = s.number();
    Formula formula =
        Formula.of("%s = %s ⊙ x̂%s".formatted(s.out(), gamma, n))
            .and("x̂%s = %s / r%s,  r%s = √(mean(%s²) + ε)".formatted(n, x, n, n, x))
            .and("over the last axes, for each example; ε = " + NumberTable.number(eps))
            .gradient(gamma, "Σ " + error + " ⊙ x̂" + n)
            .back(x, "(g%s − x̂%s ⊙ mean(g%s ⊙ x̂%s)) / r%s".formatted(n, n, n, n, n));
    return with(formula, s, error);
  }

  private static Formula with(Formula formula, Stage s, String error) {
    String gamma = s.parameter("gamma");
    String why =
        "The mean and the spread depend on every number, so each number's error is felt by all.";
    return gamma == null
        ? formula.remark(why)
        : formula.remark("g" + s.number() + " = " + error + " ⊙ " + gamma).remark(why);
  }
}
