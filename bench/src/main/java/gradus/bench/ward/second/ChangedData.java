package gradus.bench.ward.second;

import gradus.core.shape.Shape;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changed copies of the data: labels and rows that were moved, columns in other units. */
final class ChangedData {
  private static final long SEED = 4242;
  private static final double FILL = 9.96921e36;

  private final Path folder;

  private ChangedData(Path folder) {
    this.folder = folder;
  }

  /** Writes all changed files beside the others. */
  static void write(Path folder) {
    ChangedData data = new ChangedData(folder);
    for (String set : new String[] {"fashion14", "concrete", "meats", "weather", "biomass"}) {
      data.shifted(set);
      data.noisy(set);
    }
    for (String part : new String[] {"train", "test"}) {
      data.rare(part);
      data.kilo(part);
      data.column("concrete-xstamp", "concrete", part, 7, 86_400, 1.7e9);
      data.column("biomass-xunit", "biomass", part, 0, 1e5, 0);
      data.fill(part);
      data.far(part);
    }
    data.penguins();
  }

  private Path file(String set, String part, String what) {
    return folder.resolve(set + "_" + part + "_" + what + ".npy");
  }

  private void shifted(String set) {
    NpyArray y = NpyFile.read(file(set, "train", "y"));
    double[] old = y.doubles();
    int width = old.length / y.shape().size(0);
    double[] moved = new double[old.length];
    for (int i = 0; i < old.length; i++) {
      moved[(i + width) % old.length] = old[i];
    }
    put(set + "-yshift", y.shape(), moved, Sets.facts(set).classes());
  }

  private void put(String name, Shape shape, double[] values, boolean classes) {
    NpyFile.write(
        file(name, "train", "y"),
        classes ? NpyArray.of(shape, bytes(values)) : NpyArray.of(shape, floats(values)));
  }

  /** Half of the labels drawn anew, or noise as large as twice the deviation of the numbers. */
  private void noisy(String set) {
    NpyArray y = NpyFile.read(file(set, "train", "y"));
    double[] values = y.doubles();
    Random random = new Random(SEED);
    boolean classes = Sets.facts(set).classes();
    int width = values.length / y.shape().size(0);
    double[] deviation = deviations(values, width);
    for (int i = 0; i < values.length; i++) {
      if (!classes) {
        values[i] += 2 * deviation[i % width] * random.nextGaussian();
      } else if (random.nextDouble() < 0.5) {
        values[i] = random.nextInt(Sets.facts(set).outputs());
      }
    }
    put(set + "-ynoise", y.shape(), values, classes);
  }

  private void rare(String part) {
    NpyArray y = NpyFile.read(file("fashion14", part, "y"));
    double[] values = y.doubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] == 1 ? 1 : 0;
    }
    NpyFile.write(file("fashion14-yrare", part, "y"), NpyArray.of(y.shape(), bytes(values)));
  }

  private void kilo(String part) {
    NpyArray y = NpyFile.read(file("concrete", part, "y"));
    double[] values = y.doubles();
    for (int i = 0; i < values.length; i++) {
      values[i] *= 1000;
    }
    NpyFile.write(file("concrete-ykilo", part, "y"), NpyArray.of(y.shape(), floats(values)));
  }

  /** All columns scaled by those of the training part but one, which is left in another unit. */
  private void column(
      String name, String set, String part, int column, double factor, double more) {
    NpyArray x = NpyFile.read(file(set, part, "x"));
    double[] values = x.doubles();
    int width = x.shape().size(1);
    double[] scaled = scaled(set, values, width);
    for (int i = column; i < values.length; i += width) {
      scaled[i] = values[i] * factor + more;
    }
    NpyFile.write(file(name, part, "x"), NpyArray.of(x.shape(), floats(scaled)));
  }

  private void fill(String part) {
    NpyArray x = NpyFile.read(file("concrete", part, "x"));
    double[] values = scaled("concrete", x.doubles(), x.shape().size(1));
    Random random = new Random(SEED);
    for (int i = 0; i < values.length && part.equals("train"); i++) {
      values[i] = random.nextDouble() < 0.005 ? FILL : values[i];
    }
    NpyFile.write(file("concrete-xfill", part, "x"), NpyArray.of(x.shape(), floats(values)));
  }

  private void far(String part) {
    NpyArray x = NpyFile.read(file("weather", part, "x"));
    double[] values = scaled("weather", x.doubles(), x.shape().size(1));
    for (int i = 0; i < values.length; i++) {
      values[i] += 100;
    }
    NpyFile.write(file("weather-xfar", part, "x"), NpyArray.of(x.shape(), floats(values)));
  }

  private double[] scaled(String set, double[] values, int width) {
    double[] train = NpyFile.read(file(set, "train", "x")).doubles();
    double[] deviation = deviations(train, width);
    double[] mean = means(train, width);
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = (values[i] - mean[i % width]) / deviation[i % width];
    }
    return scaled;
  }

  private static double[] means(double[] values, int width) {
    double[] mean = new double[width];
    for (int i = 0; i < values.length; i++) {
      mean[i % width] += values[i] * width / values.length;
    }
    return mean;
  }

  private static double[] deviations(double[] values, int width) {
    double[] mean = means(values, width);
    double[] deviation = new double[width];
    for (int i = 0; i < values.length; i++) {
      deviation[i % width] += Math.pow(values[i] - mean[i % width], 2) * width / values.length;
    }
    for (int i = 0; i < width; i++) {
      deviation[i] = Math.sqrt(deviation[i]);
    }
    return deviation;
  }

  /** The species of each bird moved to the next row; the last part of the rows stays as it was. */
  private void penguins() {
    List<String> lines = lines("penguins.csv");
    List<String> moved = new ArrayList<>(lines);
    for (int i = 1; i < lines.size(); i++) {
      String next = lines.get(i + 1 < lines.size() ? i + 1 : 1);
      String own = lines.get(i);
      moved.set(i, next.substring(0, next.indexOf(',')) + own.substring(own.indexOf(',')));
    }
    write("penguins-misaligned.csv", moved);
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(name) + " cannot be read", e);
    }
  }

  private void write(String name, List<String> lines) {
    try {
      Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(folder.resolve(name) + " cannot be written", e);
    }
  }

  private static byte[] bytes(double[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
