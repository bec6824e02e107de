package gradus.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelevanceTest {
  /** The cube root of the statistics of SciPy 1.17 (chi2_contingency, kruskal), as z. */
  private static final double[] WINE = {
    8.9813, 7.8316, 2.8656, 5.9564, 5.5018, 8.7459, 11.7313, 5.0529, 6.2099, 10.2496, 9.2054,
    9.9812, 10.6396
  };

  private static final double[] DIABETES = {
    2.3480, 0.1559, 9.9718, 7.4460, 3.5568, 2.8586, 7.3116, 7.6707, 10.3842, 6.9075
  };

  @TempDir Path folder;

  private static Dataset set(String name, Path folder) throws IOException {
    Files.writeString(
        folder.resolve("run.yaml"),
        "data: {set: %s}\nmodel: [dense: %d]\nloss: %s\n"
            .formatted(
                name, name.equals("wine") ? 3 : 1, name.equals("wine") ? "cross_entropy" : "mse"));
    return Prepared.of(RunFile.read(folder.resolve("run.yaml"), List.of())).data().split().train();
  }

  @Test
  void columnsTellWhatAStatisticsLibrarySays() throws IOException {
    for (Map.Entry<String, double[]> each : Map.of("wine", WINE, "diabetes", DIABETES).entrySet()) {
      double[] scores = Relevance.of(set(each.getKey(), folder));
      assertThat(scores).hasSize(each.getValue().length);
      for (int c = 0; c < scores.length; c++) {
        assertThat(scores[c]).isCloseTo(each.getValue()[c], within(1e-3));
      }
    }
  }

  @Test
  void theCubeRootIsNearTheNormalNumberOfTheSameChance() throws IOException {
    // norm.isf(p) of SciPy: of ash of the wines, of age, sex and s1 of the patients.
    assertThat(Relevance.of(set("wine", folder))[2]).isCloseTo(2.8765, within(0.05));
    double[] scores = Relevance.of(set("diabetes", folder));
    assertThat(scores[0]).isCloseTo(2.3528, within(0.05));
    assertThat(scores[1]).isCloseTo(0.1708, within(0.05));
    assertThat(scores[4]).isCloseTo(3.6005, within(0.05));
  }

  /** Eight columns of noise after one that tells the class by its size, whatever its sign. */
  private static Dataset noisy(int rows, boolean values) {
    Random random = new Random(7);
    float[] features = new float[9 * rows];
    int[] labels = new int[rows];
    float[] numbers = new float[rows];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (random.nextGaussian() * (i % 9 + 1) + 50 * (i % 9));
    }
    for (int i = 0; i < rows; i++) {
      labels[i] = Math.abs(features[9 * i]) > 0.6 ? 1 : 0;
      numbers[i] = Math.abs(features[9 * i]);
    }
    return Dataset.of(
        "t",
        Shape.of(9),
        features,
        values ? new Values(numbers, List.of("y")) : new Labels(labels, List.of("a", "b")));
  }

  @Test
  void whatTellsBySizeAloneIsSeenAndNoiseIsNot() {
    for (boolean values : new boolean[] {false, true}) {
      double[] scores = Relevance.of(noisy(400, values));
      assertThat(scores[0]).isGreaterThan(2 * Relevance.CERTAIN);
      for (int c = 1; c < scores.length; c++) {
        assertThat(scores[c]).isLessThan(Relevance.CERTAIN);
      }
    }
  }

  @Test
  void aboutOneColumnOfNoiseInFortyPasses() {
    Random random = new Random(3);
    int rows = 300;
    int columns = 2000;
    float[] features = new float[rows * columns];
    int[] labels = new int[rows];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    for (int i = 0; i < rows; i++) {
      labels[i] = random.nextInt(3);
    }
    Dataset noise =
        Dataset.of("t", Shape.of(columns), features, new Labels(labels, List.of("a", "b", "c")));
    long passed =
        java.util.Arrays.stream(Relevance.of(noise)).filter(z -> z >= Relevance.TELLING).count();
    assertThat(passed / (double) columns).isBetween(0.01, 0.04);
  }

  @Test
  void columnsThatTellNothingStandAtTheirMeanInAllParts() {
    Dataset train = noisy(400, false);
    PreparedSplit prepared =
        new DataSplit(train, train.slice(0, 10), train.slice(0, 0))
            .prepare(Scaling.STANDARDIZE, Scaling.NONE, Relevance.withoutUntelling(train));
    float[] row = new float[9];
    for (Dataset part : List.of(prepared.split().train(), prepared.split().validation())) {
      part.features().copy(3, row, 0);
      assertThat(row[0]).isNotZero();
      assertThat(row).endsWith(0, 0, 0, 0, 0, 0);
    }
    float[] stranger = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    Normalization.from(prepared.features().toMap()).apply(stranger, 0, 9);
    assertThat(stranger).endsWith(0, 0, 0, 0, 0, 0);
  }

  @Test
  void constantsAndFewExamplesTellNothing() {
    Dataset constant =
        Dataset.of("t", Shape.of(1), new float[100], new Labels(new int[100], List.of("a", "b")));
    assertThat(Relevance.of(constant)).containsExactly(Double.NEGATIVE_INFINITY);
    assertThat(Relevance.of(noisy(39, true))).containsOnly(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> Relevance.withoutUntelling(constant))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "t: select: none of 1 columns tells anything of the answers by itself in 100 training"
                + " examples; one must, so leave the setting out");
    Dataset image =
        Dataset.of(
            "t", Shape.of(2, 2), new float[400], new Labels(new int[100], List.of("a", "b")));
    assertThatThrownBy(() -> Relevance.withoutUntelling(image))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be rows of numbers");
  }
}
