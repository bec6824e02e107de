package gradus.train.teach;

import gradus.core.ir.Data;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.loss.Loss;
import gradus.train.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Compares the gradient of a user's model with central differences {@code (L(w + h) - L(w - h)) /
 * 2h}, both in float64, on one sample. Dropout drops by a fixed key.
 *
 * <p>The error of an element is {@code |g - d| / max(|g|, |d|, 0.001 max|g|, 0.001 |L|)} for the
 * gradient g and the difference d: relative, but not to numbers that vanish in the rounding of L.
 *
 * <p>Where the plain difference does not agree, smaller and larger steps are tried, and at last
 * Ridders' extrapolation to step 0: deep networks can bend so much that no single step is exact.
 *
 * <p>At a kink, as a ReLU has at 0, there is no derivative and the differences to the left and to
 * the right disagree; such elements are told apart and do not fail. To meet few of them, the check
 * first moves all parameters by small random numbers: biases that start at 0 put many ReLUs on
 * their kink.
 *
 * @param tolerance the largest error that passes
 * @param most random elements checked of each parameter; all if there are fewer
 * @param nudge parameters are first moved by random numbers in [-nudge, nudge]; 0 to stay at the
 *     given values
 * @param seed of the choice of elements, of initial values and of dropout
 */
public record ModelGradientCheck(double tolerance, int most, double nudge, long seed) {
  /** Error 1e-6, 20 elements of each parameter, moved by 0.01. */
  public static final ModelGradientCheck USUAL = new ModelGradientCheck(1e-6, 20, 0.01, 0);

  private static final double FLOOR = 1e-3;
  private static final double[] STEPS = {1e-5, 1e-6, 1e-4, 1e-7};

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public ModelGradientCheck {
    if (!(tolerance > 0) || most < 1 || !(nudge >= 0)) {
      throw new IllegalArgumentException(
          ("gradient check: got tolerance %s, %d elements and nudge %s; tolerance and elements must"
                  + " be positive and nudge 0 or more")
              .formatted(tolerance, most, nudge));
    }
  }

  /** With another tolerance. */
  public ModelGradientCheck tolerance(double error) {
    return new ModelGradientCheck(error, most, nudge, seed);
  }

  /** With so many elements of each parameter. */
  public ModelGradientCheck most(int elements) {
    return new ModelGradientCheck(tolerance, elements, nudge, seed);
  }

  /** With parameters first moved by so much. */
  public ModelGradientCheck nudge(double distance) {
    return new ModelGradientCheck(tolerance, most, distance, seed);
  }

  /** With another seed. */
  public ModelGradientCheck seed(long number) {
    return new ModelGradientCheck(tolerance, most, nudge, number);
  }

  /**
   * One element of a parameter.
   *
   * @param index its place along each axis
   * @param gradient by the reverse pass
   * @param difference by central differences
   * @param error as described above
   * @param kink whether the loss has no derivative here
   */
  public record Element(
      List<Integer> index, double gradient, double difference, double error, boolean kink) {}

  /**
   * What was found for one parameter.
   *
   * @param parameter its name
   * @param size how many elements it has
   * @param checked how many of them were checked
   * @param kinks how many of those are not differentiable here; they do not count
   * @param worst the element with the largest error among the others, or null if there is none
   * @param passed whether its error is within the tolerance
   */
  public record Finding(
      String parameter, int size, int checked, int kinks, Element worst, boolean passed) {
    /** The largest error; 0 if nothing could be checked. */
    public double error() {
      return worst == null ? 0 : worst.error();
    }

    /** One sentence for people. */
    public String sentence() {
      String kinked = kinks == 0 ? "" : "; " + kinks + " not differentiable here";
      if (worst == null) {
        return parameter + ": nothing to compare of " + checked + " elements" + kinked;
      }
      return String.format(
          Locale.ROOT,
          "%s: %s; largest error %.1e in %d of %d, at %s: gradient %.9g, difference %.9g%s",
          parameter,
          passed ? "right" : "WRONG",
          worst.error(),
          checked,
          size,
          worst.index(),
          worst.gradient(),
          worst.difference(),
          kinked);
    }
  }

  /**
   * The result of a check.
   *
   * @param loss at the point that was checked
   * @param tolerance the largest error that passes
   * @param findings one for each parameter, in the model's order
   */
  public record Report(double loss, double tolerance, List<Finding> findings) {
    /** Keeps a copy. */
    public Report {
      findings = List.copyOf(findings);
    }

    /** Whether all gradients are right. */
    public boolean passed() {
      return findings.stream().allMatch(Finding::passed);
    }

    /** The largest error of all. */
    public double error() {
      return findings.stream().mapToDouble(Finding::error).reduce(0, ModelGradientCheck::larger);
    }
  }

  /** Checks a model with freshly initialized values. */
  public Report of(Layer model, Loss loss, Sample sample) {
    return of(Lesson.of(model, loss, List.of(), sample, Map.of(), seed));
  }

  /** Checks the model, loss and penalties of a recipe at given values; missing ones are fresh. */
  public Report of(Recipe recipe, Sample sample, Map<String, Data> values) {
    return of(Lesson.of(recipe.model(), recipe.loss(), recipe.penalties(), sample, values, seed));
  }

  Report of(Lesson lesson) {
    SplittableRandom random = new SplittableRandom(seed);
    List<ParameterSpec> specs = lesson.parameters();
    List<Tensor> parameters = specs.stream().map(lesson::value).toList();
    for (Tensor parameter : parameters) {
      double[] numbers = lesson.numbers(parameter);
      for (int i = 0; i < numbers.length && nudge > 0; i++) {
        numbers[i] += nudge * (2 * random.nextDouble() - 1);
      }
    }
    List<Tensor> wanted = new ArrayList<>(List.of(lesson.loss()));
    wanted.addAll(lesson.gradients(parameters));
    List<double[]> values = lesson.values(wanted);
    double loss = values.get(0)[0];
    List<Finding> findings = new ArrayList<>();
    for (int k = 0; k < specs.size(); k++) {
      Lesson.Moved moved = lesson.moved(parameters.get(k));
      Slopes slopes = new Slopes(moved, loss);
      findings.add(compare(specs.get(k), slopes, values.get(k + 1), loss, random.split()));
    }
    return new Report(loss, tolerance, findings);
  }

  private Finding compare(
      ParameterSpec spec, Slopes slopes, double[] gradient, double loss, SplittableRandom random) {
    double largest = Arrays.stream(gradient).map(Math::abs).max().orElse(0);
    double floor = FLOOR * Math.max(largest, Math.abs(loss));
    int[] chosen = choose(gradient.length, random);
    Element worst = null;
    int kinks = 0;
    for (int element : chosen) {
      Element found = element(spec, slopes, element, gradient[element], floor);
      kinks += found.kink() ? 1 : 0;
      if (!found.kink() && (worst == null || !(found.error() <= worst.error()))) {
        worst = found;
      }
      if (worst != null && Double.isNaN(worst.error())) {
        break;
      }
    }
    boolean passed = worst == null || worst.error() <= tolerance;
    return new Finding(spec.name(), gradient.length, chosen.length, kinks, worst, passed);
  }

  private int[] choose(int size, SplittableRandom random) {
    int[] all = IntStream.range(0, size).toArray();
    if (size <= most) {
      return all;
    }
    for (int i = 0; i < most; i++) {
      int other = random.nextInt(i, size);
      int kept = all[i];
      all[i] = all[other];
      all[other] = kept;
    }
    return Arrays.copyOf(all, most);
  }

  /** A kink near the point is passed by a smaller step; one at the point has two slopes. */
  private Element element(
      ParameterSpec spec, Slopes slopes, int element, double gradient, double floor) {
    double error = Double.POSITIVE_INFINITY;
    double difference = Double.NaN;
    for (int attempt = 0; attempt <= STEPS.length && !(error <= tolerance); attempt++) {
      double found =
          attempt < STEPS.length
              ? slopes.central(element, STEPS[attempt])
              : slopes.extrapolated(element);
      double now = error(gradient, found, floor);
      if (now < error || Double.isNaN(difference)) {
        error = now;
        difference = found;
      }
    }
    boolean kink = !(error <= tolerance) && slopes.kink(element, floor);
    return new Element(index(spec, element), gradient, difference, error, kink);
  }

  private static double error(double gradient, double difference, double floor) {
    double distance = Math.abs(gradient - difference);
    double scale = Math.max(Math.max(Math.abs(gradient), Math.abs(difference)), floor);
    return distance == 0 ? 0 : distance / scale;
  }

  /** NaN is larger than every error. */
  private static double larger(double a, double b) {
    return Double.isNaN(a) || a >= b ? a : b;
  }

  private static List<Integer> index(ParameterSpec spec, int element) {
    List<Integer> index = new ArrayList<>();
    int rest = element;
    for (int stride : spec.shape().strides()) {
      index.add(rest / stride);
      rest %= stride;
    }
    return index;
  }
}
