package gradus.train.golden;

import gradus.core.shape.Shape;
import gradus.nn.init.Fans;
import gradus.nn.init.Gain;
import gradus.nn.init.HeNormal;
import gradus.nn.init.HeUniform;
import gradus.nn.init.Initializer;
import gradus.nn.init.LecunNormal;
import gradus.nn.init.LecunUniform;
import gradus.nn.init.Normal;
import gradus.nn.init.Orthogonal;
import gradus.nn.init.TruncatedNormal;
import gradus.nn.init.Uniform;
import gradus.nn.init.XavierNormal;
import gradus.nn.init.XavierUniform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The statistics of initializers. They are the same draws as a standard normal or uniform ones,
 * times a number; that number is measured, exact up to float32.
 */
final class InitOperations {
  private static final long SEED = 7;

  private InitOperations() {}

  static Map<String, NumberOperation> table() {
    Map<String, NumberOperation> table = new LinkedHashMap<>();
    table.put("gain", golden -> Map.of("gain", new double[] {gain(golden.config())}));
    table.put("xavier_uniform", uniform(c -> new XavierUniform(gain(c))));
    table.put("xavier_normal", normal(c -> new XavierNormal(gain(c))));
    table.put("he_uniform", uniform(c -> new HeUniform(c.number("slope"), out(c))));
    table.put("he_normal", normal(c -> new HeNormal(c.number("slope"), out(c))));
    table.put("lecun_uniform", uniform(_ -> new LecunUniform()));
    table.put("lecun_normal", normal(_ -> new LecunNormal()));
    table.put("truncated_normal", floats(InitOperations::truncated));
    table.put(
        "truncation_correction",
        golden ->
            Map.of(
                "correction",
                new double[] {TruncatedNormal.correction(golden.config().number("truncation"))}));
    table.put("orthogonal", floats(InitOperations::orthogonal));
    return table;
  }

  private static double gain(Config c) {
    return Gain.of(c.text("nonlinearity"), c.number("slope", 0));
  }

  private static boolean out(Config c) {
    return c.text("mode").equals("fan_out");
  }

  private static NumberOperation uniform(Function<Config, Initializer> read) {
    return floats(
        golden -> {
          double bound = factor(read.apply(golden.config()), new Uniform(-1, 1), shape(golden));
          Map<String, double[]> outputs = statistics(golden, bound / Math.sqrt(3));
          outputs.put("bound", new double[] {bound});
          return outputs;
        });
  }

  private static NumberOperation normal(Function<Config, Initializer> read) {
    return floats(
        golden ->
            statistics(
                golden, factor(read.apply(golden.config()), new Normal(0, 1), shape(golden))));
  }

  /** As the goldens ask: with the deviation of Glorot. */
  private static Map<String, double[]> truncated(GoldenCase golden) {
    double truncation = golden.config().number("truncation");
    Fans fans = Fans.of(shape(golden));
    double std = Math.sqrt(2.0 / (fans.in() + fans.out()));
    Initializer one = new TruncatedNormal(0, 1, truncation);
    return statistics(golden, factor(new TruncatedNormal(0, std, truncation), one, shape(golden)));
  }

  private static Map<String, double[]> statistics(GoldenCase golden, double std) {
    Fans fans = Fans.of(shape(golden));
    Map<String, double[]> outputs = new LinkedHashMap<>();
    outputs.put("fan_in", new double[] {fans.in()});
    outputs.put("fan_out", new double[] {fans.out()});
    outputs.put("mean", new double[] {0});
    outputs.put("std", new double[] {std});
    return outputs;
  }

  /** By what the values of one initializer differ from those of another; the same for all. */
  private static double factor(Initializer scaled, Initializer standard, Shape shape) {
    float[] values = scaled.values(shape, SEED);
    float[] units = standard.values(shape, SEED);
    double factor = 0;
    double total = 0;
    for (int i = 0; i < values.length; i++) {
      factor += (double) values[i] * units[i];
      total += (double) units[i] * units[i];
    }
    factor /= total;
    for (int i = 0; i < values.length; i++) {
      if (Math.abs(values[i] - factor * units[i]) > 1e-6 * Math.max(1, Math.abs(factor))) {
        throw new IllegalStateException(
            "value " + i + " is " + values[i] + ", not " + factor * units[i]);
      }
    }
    return factor;
  }

  private static Map<String, double[]> orthogonal(GoldenCase golden) {
    Shape shape = shape(golden);
    float[] q = new Orthogonal(golden.config().number("gain")).values(shape, SEED);
    boolean tall = shape.size(0) >= shape.size(1);
    int n = Math.min(shape.size(0), shape.size(1));
    int m = Math.max(shape.size(0), shape.size(1));
    double[] gram = new double[n * n];
    double norm = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < m; k++) {
          gram[i * n + j] +=
              (double) q[tall ? k * n + i : i * m + k] * q[tall ? k * n + j : j * m + k];
        }
      }
      norm += gram[i * n + i];
    }
    Map<String, double[]> outputs = new LinkedHashMap<>();
    outputs.put("gram", gram);
    outputs.put("norm", new double[] {Math.sqrt(norm)});
    return outputs;
  }

  private static Shape shape(GoldenCase golden) {
    return Shape.of(golden.config().wholes("shape"));
  }

  private static NumberOperation floats(NumberOperation operation) {
    return new NumberOperation() {
      @Override
      public Map<String, double[]> apply(GoldenCase golden) {
        return operation.apply(golden);
      }

      @Override
      public double tolerance() {
        return 1e-6;
      }
    };
  }
}
