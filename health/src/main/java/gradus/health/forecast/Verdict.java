package gradus.health.forecast;

import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is to be expected of a network before its first step.
 *
 * @param outlook whether it will train
 * @param sentence one sentence in plain words
 * @param reasons what speaks against it, the worst first; one sentence each
 */
public record Verdict(Outlook outlook, String sentence, List<String> reasons) {
  /** More decades than these, lost or won, are too many for one learning rate. */
  public static final double MOST_DECADES = 4;

  /** Depths in units of ξ to which networks were found to be trainable (Schoenholz et al. 2017). */
  public static final double DEPTH_SCALES = 6;

  private static final double RISKY_DECADES = 2;
  private static final double FLOAT_MOST = Float.MAX_VALUE;
  private static final double FLOAT_LEAST = Float.MIN_NORMAL;
  private static final double FLOAT_STEP = 6e-8;

  /** Whether a network will train. */
  public enum Outlook {
    /** Nothing speaks against it. */
    TRAINS,
    /** It may train slowly, or need care. */
    RISKY,
    /** It will not train as it is. */
    FAILS;

    /** As written in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Keeps an immutable copy. */
  public Verdict {
    reasons = List.copyOf(reasons);
  }

  static Verdict of(Forecast forecast) {
    List<String> failures = new ArrayList<>();
    List<String> risks = new ArrayList<>();
    size(forecast, failures);
    shut(forecast, failures, risks);
    if (failures.isEmpty()) {
      gain(forecast, failures, risks);
    }
    alike(forecast, failures, risks);
    dead(forecast, failures, risks);
    List<String> reasons = new ArrayList<>(failures);
    reasons.addAll(risks);
    if (!failures.isEmpty()) {
      return new Verdict(Outlook.FAILS, "will not train: " + failures.getFirst(), reasons);
    }
    if (!risks.isEmpty()) {
      return new Verdict(Outlook.RISKY, "may train, with care: " + risks.getFirst(), reasons);
    }
    return new Verdict(
        Outlook.TRAINS,
        text(
            "should train: the gradient reaches the first layer at %.3g of its size at the output"
                + " (%.1f decades), signals stay between %.2g and %.2g",
            forecast.toFirst().typical(),
            forecast.decadesLost(),
            signals(forecast).min().orElse(0),
            signals(forecast).max().orElse(0)),
        reasons);
  }

  private static java.util.stream.DoubleStream signals(Forecast forecast) {
    return forecast.layers().stream().mapToDouble(layer -> layer.rms().typical());
  }

  private static void gain(Forecast forecast, List<String> failures, List<String> risks) {
    double decades = forecast.decadesLost();
    double measured = forecast.measuredDecadesLost().orElse(decades);
    boolean agree = Math.signum(decades) == Math.signum(measured);
    double worst = agree && Math.abs(measured) < Math.abs(decades) ? decades : measured;
    if (!(Math.abs(worst) > RISKY_DECADES)) {
      return;
    }
    double limit = DEPTH_SCALES * forecast.depthScale();
    String depth =
        limit < forecast.depth()
            ? text(
                "; χ = %.3g a layer carries about %.0f layers, there are %d",
                forecast.chi(), Math.max(1, limit), forecast.depth())
            : "";
    String sentence =
        text(
                "the gradient %s %.1f decades from the output to %s",
                worst > 0 ? "loses" : "gains", Math.abs(worst), forecast.first().path())
            + most(forecast, worst)
            + depth;
    (Math.abs(worst) > MOST_DECADES ? failures : risks).add(sentence);
  }

  /** Which kind of piece costs most. */
  private static String most(Forecast forecast, double total) {
    return forecast.decadesByRole().entrySet().stream()
        .max(Comparator.comparingDouble(entry -> entry.getValue() * Math.signum(total)))
        .map(entry -> text(", %.1f of them %s", Math.abs(entry.getValue()), words(entry)))
        .orElse("");
  }

  private static String words(Map.Entry<Event.Role, Double> entry) {
    return switch (entry.getKey()) {
      case WEIGHT -> "by weights";
      case SLOPE -> "by slopes of activations";
      case NORM -> "by norms";
      case SKIP -> "where ways join";
      case OTHER -> "by pooling and the like";
    };
  }

  private static void size(Forecast forecast, List<String> failures) {
    for (LayerForecast layer : forecast.layers()) {
      if (!(layer.rms().high() < FLOAT_MOST)) {
        failures.add(
            text(
                "the signal overflows at %s: 10^%.0f, the largest float is 3.4e38",
                layer.path(), Math.log10(layer.rms().field())));
        return;
      }
    }
    for (LayerForecast layer : forecast.layers().reversed()) {
      double size = layer.arriving().typical() * forecast.outputGradient();
      if (layer.arriving().field() > 0 && layer.learned() && size < FLOAT_LEAST) {
        failures.add(
            text(
                "the gradient underflows at %s: 10^%.0f, the smallest float is 1.2e-38",
                layer.path(), Math.log10(size)));
        return;
      }
      if (!(size < FLOAT_MOST)) {
        failures.add(
            text(
                "the gradient overflows at %s: 10^%.0f, the largest float is 3.4e38",
                layer.path(), Math.log10(size)));
        return;
      }
    }
  }

  /** Weights of 0: in the last layer they heal by themselves, elsewhere not. */
  private static void shut(Forecast forecast, List<String> failures, List<String> risks) {
    String last =
        forecast.layers().stream()
            .filter(layer -> layer.role() == Event.Role.WEIGHT)
            .reduce((a, b) -> b)
            .map(LayerForecast::path)
            .orElse("");
    for (String path : forecast.shut()) {
      boolean heals = path.equals(last);
      (heals ? risks : failures)
          .add("no gradient passes " + path + (heals ? " at the first step" : ""));
    }
    if (!forecast.symmetric().isEmpty()) {
      failures.add(
          "all units of "
              + forecast.symmetric().getFirst()
              + " start alike and stay alike: its weights are one number");
    }
  }

  private static void alike(Forecast forecast, List<String> failures, List<String> risks) {
    if (difference(forecast.layers().getLast()) >= FLOAT_STEP) {
      return; // What is alike at one place may differ behind it, as by a later time of a sequence.
    }
    for (LayerForecast layer : forecast.layers()) {
      double difference = difference(layer);
      if (layer.rms().field() > 0 && difference < FLOAT_STEP) {
        (layer.role() == Event.Role.SKIP ? risks : failures)
            .add(
                text(
                    "behind %s all samples look the same: they differ by %.0e of their size, less"
                        + " than a float can tell",
                    layer.path(), difference));
        return;
      }
    }
  }

  /** How much samples differ behind a layer, by the size of its signal. */
  private static double difference(LayerForecast layer) {
    return Math.sqrt(2 * layer.apart());
  }

  private static void dead(Forecast forecast, List<String> failures, List<String> risks) {
    double dead = forecast.bornDead();
    if (dead > 0.05) {
      (dead > 0.9 ? failures : risks)
          .add(text("the probability that a layer is born dead is up to %.2g", dead));
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
