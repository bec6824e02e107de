package gradus.health.forecast;

import gradus.core.shape.Shape;
import java.util.Arrays;

/**
 * How the inputs of a network are: their mean square decides the size of all signals that follow,
 * and how alike samples are decides what batch norm divides by.
 *
 * @param moments averages over the batch
 * @param batch how many examples a batch has
 * @param data element by element; null if only the size is known
 */
public record InputLaw(Moments moments, int batch, Elements data) {
  /**
   * Means over the batch of squares, and of products of two samples, for each element.
   *
   * @param some examples as they are, one after the other, for parts without a theory
   */
  public record Elements(double[] squares, double[] products, float[] some) {}

  /** As many examples are kept as a circuit is traced with. */
  private static final int SOME = 4;

  /** Normal inputs of a size, independent between samples. */
  public static InputLaw normal(double rms, int batch) {
    double square = rms * rms;
    return new InputLaw(new Moments(square, square, square, 0), batch, null);
  }

  /**
   * Of a real batch.
   *
   * @param features {@code batch × example}, row-major
   */
  public static InputLaw of(float[] features, int batch, Shape example) {
    int size = example.count();
    int channels = example.rank() > 1 ? example.size(-1) : size;
    double[] squares = new double[size];
    double[] products = new double[size];
    double[] means = new double[channels];
    double q = 0;
    double p = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      double square = 0;
      for (int b = 0; b < batch; b++) {
        double value = features[b * size + i];
        sum += value;
        square += value * value;
      }
      squares[i] = square / batch;
      products[i] = batch > 1 ? (sum * sum - square) / (batch * (batch - 1.0)) : squares[i];
      means[i % channels] += sum / batch * channels / size;
      q += squares[i] / size;
      p += products[i] / size;
    }
    double mean = 0;
    double far = 0;
    for (double value : means) {
      mean += value / channels;
      far += value * value / channels;
    }
    float[] some = Arrays.copyOf(features, Math.min(batch, SOME) * size);
    Moments moments = new Moments(q, Math.max(0, q - p), Math.max(0, q - far), mean);
    return new InputLaw(moments, batch, new Elements(squares, products, some));
  }

  /** The root mean square. */
  public double rms() {
    return Math.sqrt(moments.square());
  }

  Signal signal(Shape shape) {
    return new Signal(
        shape, moments, Law.normal(moments), Double.POSITIVE_INFINITY, 0, batch, data);
  }
}
