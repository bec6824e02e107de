package gradus.train.probe;

import gradus.core.shape.Shape;
import gradus.train.log.Digits;
import gradus.train.log.Event;
import java.util.OptionalDouble;

/** Measures the gradient, the values and the update of one parameter, from samples. */
final class ParameterGauge {
  private final String name;
  private final long count;
  private final long address;
  private final int position;
  private final int[] runs;
  private final int run;
  private float[] before;
  private float[] after;
  private float[] numbers;
  private Past.Sample gradient;
  private Past.Sample earlier;
  private Event.Part measured;

  /**
   * A gauge.
   *
   * @param address where its values lie
   * @param position of the output with the sample of the gradient
   * @param grid which elements are in the sample
   */
  ParameterGauge(String name, Shape shape, long address, int position, Sampler.Grid grid) {
    this.name = name;
    this.count = shape.count();
    this.address = address;
    this.position = position;
    runs = grid.runs(shape);
    run = grid.run();
    before = new float[grid.shape().count()];
    after = new float[before.length];
    numbers = new float[before.length];
  }

  /** Reads the values before a run; not needed if the last run that changed them was read. */
  void begin(Readout read) {
    read.elements(address, runs, run, before);
  }

  /** Looks up what was measured before; by one thread, for all parameters. */
  void recall(Past past) {
    earlier = past.gradient(name);
  }

  /**
   * Reads the last run; its values are those before the next one.
   *
   * @param follows whether the step before was measured too, so that there is a cosine
   */
  void measure(Readout read, boolean follows) {
    read.numbers(position, numbers);
    read.elements(address, runs, run, after);
    boolean pair = follows && earlier != null;
    float[] other = pair ? earlier.numbers() : numbers;
    double squares = 0;
    double dot = 0;
    double weights = 0;
    double changes = 0;
    int most = 0;
    int heaviest = 0;
    for (int i = 0; i < numbers.length; i++) {
      float g = numbers[i];
      float w = before[i];
      float change = after[i] - w;
      squares += (double) g * g;
      dot += (double) g * other[i];
      weights += (double) w * w;
      changes += (double) change * change;
      most = Math.max(most, Magnitudes.magnitude(g));
      heaviest = Math.max(heaviest, Magnitudes.magnitude(w));
    }
    float[] old = before;
    before = after;
    after = old;
    gradient = new Past.Sample(numbers, Math.sqrt(squares / numbers.length));
    double weight = Math.sqrt(weights / numbers.length);
    measured =
        new Event.Part(
            name,
            Digits.rounded(gradient.rms()),
            Digits.rounded(Float.intBitsToFloat(most)),
            Digits.rounded(weight),
            Digits.rounded(Float.intBitsToFloat(heaviest)),
            weight == 0 ? 0 : Digits.rounded(Math.sqrt(changes / numbers.length) / weight),
            pair ? cosine(dot / numbers.length) : OptionalDouble.empty(),
            pair ? OptionalDouble.of(Digits.rounded(earlier.rms())) : OptionalDouble.empty(),
            count);
  }

  private OptionalDouble cosine(double product) {
    double cosine = product / (earlier.rms() * gradient.rms());
    return Double.isFinite(cosine)
        ? OptionalDouble.of(Digits.rounded(cosine))
        : OptionalDouble.empty();
  }

  /** Keeps the gradient for the next measured step; by one thread, for all parameters. */
  void keep(Past past) {
    Past.Sample old = past.keep(name, gradient);
    numbers = old == null ? new float[before.length] : old.numbers();
  }

  /** The sum of the squares of the whole gradient, as its sample has it. */
  double squares() {
    return count * gradient.rms() * gradient.rms();
  }

  /** What the last run says. */
  Event.Part measured() {
    return measured;
  }
}
