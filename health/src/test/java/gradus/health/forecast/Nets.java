package gradus.health.forecast;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.ParameterSpec;
import gradus.nn.Sequential;
import gradus.nn.loss.CrossEntropy;
import gradus.train.data.Batch;
import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Networks and what a real batch says of them. */
final class Nets {
  static final int BATCH = 32;
  static final int CLASSES = 10;

  private Nets() {}

  /** Blocks of layers one after another, and a last layer. */
  static Sequential deep(int depth, Layer last, Layer... block) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      layers.addAll(List.of(block));
    }
    layers.add(last);
    return new Sequential(layers);
  }

  /** Normal inputs with labels. */
  static Batch batch(Shape example) {
    Random random = new Random(5);
    float[] features = new float[BATCH * example.count()];
    int[] labels = new int[BATCH];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < BATCH; i++) {
      labels[i] = random.nextInt(CLASSES);
    }
    return new Batch(features, labels, new float[0], BATCH);
  }

  /** What a batch says of a model, for some random initializations. */
  static List<List<Event.Link>> measured(Layer model, Shape example, int seeds) {
    List<List<Event.Link>> all = new ArrayList<>();
    WholeBatch whole = new WholeBatch(model, CrossEntropy.ofLabels(), batch(example), example, 1);
    for (int seed = 0; seed < seeds; seed++) {
      Map<String, Data> values = new LinkedHashMap<>();
      for (ParameterSpec spec : whole.specs()) {
        long own = spec.name().hashCode() + 77_777L * (seed + 1);
        float[] numbers = spec.initializer().values(spec.shape(), own);
        values.put(spec.name(), Data.floats(spec.shape(), numbers));
      }
      all.add(whole.measure(values));
    }
    return all;
  }

  /** The forecast for the same inputs. */
  static Forecast forecast(Layer model, Shape example) {
    Batch batch = batch(example);
    return Forecast.of(model, example, InputLaw.of(batch.features(), BATCH, example), CLASSES - 1);
  }
}
