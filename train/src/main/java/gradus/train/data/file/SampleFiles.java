package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.Draws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a small problem of three classes as npy files, to try a model on.
 *
 * <p>An input is 2×2×2 numbers in [-1, 1). Let {@code a} be the sum of its first four numbers and
 * {@code b} that of the others: the class is the largest of {@code a}, {@code b} and {@code -a-b},
 * 0, 1 or 2. Inputs where the first two differ by less than 0.25 are not used, so a good model can
 * be right nearly always.
 *
 * @param train the number of training examples
 * @param test the number of test examples
 */
public record SampleFiles(int train, int test, long seed) {
  private static final double MARGIN = 0.25;
  private static final int WIDTH = 8;

  /** Checks the counts. */
  public SampleFiles {
    if (train < 1 || test < 1) {
      throw new DataException(
          "sample files: got %d training and %d test examples; must be 1 or more"
              .formatted(train, test));
    }
  }

  /** 800 training and 200 test examples of a seed. */
  public static SampleFiles of(long seed) {
    return new SampleFiles(800, 200, seed);
  }

  /**
   * Writes {@code train_data.npy [train, 2, 2, 2]}, {@code train_labels.npy [train]}, {@code
   * test_data.npy} and {@code test_labels.npy}; makes the folder if need be.
   *
   * @return the four files
   * @throws DataException if one cannot be written
   */
  public List<Path> write(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be made; check the permission to write", e);
    }
    List<Path> files = new ArrayList<>();
    part(folder, "train", train, new Draws(seed).at(0), files);
    part(folder, "test", test, new Draws(seed).at(1), files);
    return files;
  }

  private static void part(Path folder, String part, int size, Draws draws, List<Path> files) {
    float[] data = new float[size * WIDTH];
    int[] labels = new int[size];
    long tried = 0;
    for (int i = 0; i < size; ) {
      for (int k = 0; k < WIDTH; k++) {
        data[i * WIDTH + k] = (float) draws.between(-1, 1, tried * WIDTH + k);
      }
      tried++;
      labels[i] = classOf(data, i * WIDTH);
      i += labels[i] < 0 ? 0 : 1;
    }
    Path features = folder.resolve(part + "_data.npy");
    Path targets = folder.resolve(part + "_labels.npy");
    NpyFile.write(features, NpyArray.of(Shape.of(size, 2, 2, 2), data));
    NpyFile.write(targets, NpyArray.of(Shape.of(size), labels));
    files.addAll(List.of(features, targets));
  }

  /** The class of an input, or -1 if it is too close to call. */
  private static int classOf(float[] data, int at) {
    double a = data[at] + data[at + 1] + data[at + 2] + data[at + 3];
    double b = data[at + 4] + data[at + 5] + data[at + 6] + data[at + 7];
    double[] scores = {a, b, -a - b};
    int best = a >= b ? 0 : 1;
    best = scores[2] > scores[best] ? 2 : best;
    for (int i = 0; i < 3; i++) {
      if (i != best && scores[best] - scores[i] < MARGIN) {
        return -1;
      }
    }
    return best;
  }
}
