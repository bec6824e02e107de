package gradus.train.teach;

import gradus.core.ir.Data;
import gradus.train.Engine;
import gradus.train.Trainer;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.DataSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Learning-rate range test: trains for a few steps while the rate rises exponentially, {@code
 * rate_k = low (high / low)^(k / (steps - 1))}, and watches the loss: nothing happens at first,
 * then it falls, then it rises and explodes (Smith 2017). The loss is smoothed by an exponential
 * mean without its bias, {@code m_k = (beta m_(k-1) + (1 - beta) L_k)}, {@code m_k / (1 - beta^k)}.
 *
 * <p>The test ends early when the smoothed loss is more than {@code blowUp} times the best one, or
 * not finite. It works on the engine's values and puts them back, so that a training after it is
 * the same as without it.
 *
 * @param low the first rate
 * @param high the last rate
 * @param steps how many updates
 * @param smoothing beta, in [0, 1)
 * @param blowUp how many times the best loss ends the test
 */
public record RateTest(double low, double high, int steps, double smoothing, double blowUp) {
  /** From 1e-7 to 10 in 200 steps, smoothed by 0.9, ended at 4 times the best loss. */
  public static final RateTest USUAL = new RateTest(1e-7, 10, 200, 0.9, 4);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one of them is out of range
   */
  public RateTest {
    boolean rates = low > 0 && low < high && Double.isFinite(high);
    if (!rates || steps < 3 || !(smoothing >= 0 && smoothing < 1) || !(blowUp > 1)) {
      throw new IllegalArgumentException(
          ("rate test: got rates %s to %s, %d steps, smoothing %s and blow-up %s; must be"
                  + " 0 < low < high, 3 steps or more, smoothing within [0, 1), blow-up above 1")
              .formatted(low, high, steps, smoothing, blowUp));
    }
  }

  /** Between other rates. */
  public RateTest between(double first, double last) {
    return new RateTest(first, last, steps, smoothing, blowUp);
  }

  /** In so many steps. */
  public RateTest steps(int updates) {
    return new RateTest(low, high, updates, smoothing, blowUp);
  }

  /** Tests the training that a trainer would do, from its initial values. */
  public RateCurve run(Trainer trainer, DataSplit data) {
    try (Engine engine = trainer.engine(data)) {
      return run(engine, trainer.batches(data));
    }
  }

  /** Tests on an engine, whose values are afterwards what they were. */
  public RateCurve run(Engine engine, Batches batches) {
    Map<String, Data> before = engine.snapshot();
    try {
      return rise(engine, batches);
    } finally {
      engine.restore(before);
    }
  }

  private RateCurve rise(Engine engine, Batches batches) {
    List<RateCurve.Point> points = new ArrayList<>();
    Batch buffer = batches.allocate();
    int accumulate = engine.recipe().accumulate();
    double mean = 0;
    double best = Double.POSITIVE_INFINITY;
    long draw = 0;
    for (int step = 0; step < steps; step++) {
      double rate = low * Math.pow(high / low, step / (steps - 1.0));
      double loss = 0;
      for (int part = 1; part <= accumulate; part++, draw++) {
        int number = (int) (draw % batches.stepsPerEpoch());
        Batch batch = batches.fill(draw / batches.stepsPerEpoch(), number, buffer);
        boolean update = part == accumulate;
        loss += engine.train(batch, step + 1, draw, rate, update, false).loss() / accumulate;
      }
      mean = smoothing * mean + (1 - smoothing) * loss;
      double smoothed = mean / (1 - Math.pow(smoothing, step + 1));
      points.add(new RateCurve.Point(rate, loss, smoothed));
      best = Math.min(best, smoothed);
      if (!(smoothed <= best + (blowUp - 1) * Math.abs(best))) {
        return new RateCurve(points, true);
      }
    }
    return new RateCurve(points, false);
  }
}
