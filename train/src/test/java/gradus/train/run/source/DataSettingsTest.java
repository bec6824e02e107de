package gradus.train.run.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.train.data.Batch;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.Values;
import gradus.train.data.augment.Flip;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSettingsTest {
  @TempDir private Path folder;

  private DataSettings read(Object tree) {
    return DataSettings.ENTRY.read(tree, "data").in(folder);
  }

  private static float[] features(Dataset data, int example) {
    float[] row = new float[data.shape().count()];
    data.features().copy(example, row, 0);
    return row;
  }

  @Test
  void aSetIsSplitAsFromJava() {
    DataSplit split = read(Map.of("set", "digits", "validation", 0.2)).load().split();
    DataSplit wanted = DataCatalog.load("digits").train().split(0.8);
    assertThat(split.train().hash()).isEqualTo(wanted.train().hash());
    assertThat(split.validation().hash()).isEqualTo(wanted.validation().hash());
    assertThat(split.test().size()).isZero();
  }

  @Test
  void testAndValidationPartsDoNotMeet() {
    DataSplit split = read(Map.of("set", "iris", "test", 0.2, "validation", 0.25)).load().split();
    assertThat(split.test().labels().counts()).containsExactly(10, 10, 10);
    assertThat(split.validation().labels().counts()).containsExactly(10, 10, 10);
    assertThat(split.train().labels().counts()).containsExactly(30, 30, 30);
    DataSplit other =
        read(Map.of("set", "iris", "test", 0.2, "validation", 0.25, "split_key", 5)).load().split();
    assertThat(other.test().hash()).isNotEqualTo(split.test().hash());
  }

  @Test
  void aSetIsScaledAsSuitsItUnlessSaidOtherwise() {
    float[] scaled = features(read("iris").load().split().train(), 0);
    float[] raw =
        features(read(Map.of("set", "iris", "normalize", "none")).load().split().train(), 0);
    assertThat(raw[0]).isEqualTo(5.1f);
    assertThat(scaled[0]).isBetween(-2f, 0f);
    PreparedData diabetes = read("diabetes").load();
    assertThat(diabetes.targets().isIdentity()).isFalse();
    float[] answer = ((Values) diabetes.split().train().targets()).toArray();
    diabetes.targets().undo(answer, 0, answer.length);
    assertThat(answer[0]).isCloseTo(151, within(1e-3f));
  }

  @Test
  void rowsFarOutsideAreDroppedBeforeScalesAreLearned() throws IOException {
    StringBuilder text = new StringBuilder("x,kind,y\n");
    for (int i = 0; i < 60; i++) {
      text.append(i == 7 ? 1e20 : i % 9).append(',').append(i % 2 == 0 ? "a" : "b");
      text.append(',').append(i % 3).append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), text);
    Files.writeString(folder.resolve("test.csv"), "x,kind,y\n4,a,1\n1e9,b,2\n3,b,0\n");
    Map<String, Object> table = Map.of("file", "rows.csv", "test", "test.csv");
    DataSplit kept = read(Map.of("csv", table, "validation", 0.2)).load().split();
    DataSplit cut =
        read(Map.of("csv", table, "validation", 0.2, "outliers", "drop")).load().split();
    int before = kept.train().size() + kept.validation().size();
    assertThat(cut.train().size() + cut.validation().size()).isEqualTo(before - 1);
    assertThat(cut.test().size()).isEqualTo(2);
    assertThat(features(cut.train(), 0)[0]).isBetween(-3f, 3f);
    double sum = 0;
    for (int i = 0; i < cut.train().size(); i++) {
      sum += features(cut.train(), i)[0] * features(cut.train(), i)[0] / cut.train().size();
    }
    assertThat(sum).isCloseTo(1, within(1e-4));
  }

  @Test
  void theMedianStandsInForNumbersFarOutside() throws IOException {
    StringBuilder text = new StringBuilder("kind,x,y\n");
    for (int i = 0; i < 60; i++) {
      text.append(i % 2 == 0 ? "a" : "b").append(',').append(i % 6 == 0 ? -9999 : i % 9);
      text.append(',').append(i % 5).append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), text);
    Files.writeString(folder.resolve("test.csv"), "kind,x,y\na,-9999,1\nb,7,2\n");
    Map<String, Object> table = Map.of("file", "rows.csv", "test", "test.csv");
    PreparedData filled = read(Map.of("csv", table, "outliers", "fill")).load();
    assertThat(filled.split().train().size()).isEqualTo(60);
    // Of 0 to 8, which have about 4 in the middle and a deviation of 2.58.
    float[] told = features(filled.split().test(), 0);
    assertThat(told[2]).isBetween(-0.6f, 0.6f);
    assertThat(features(filled.split().test(), 1)[2]).isCloseTo((float) (3 / 2.58), within(0.4f));
    assertThat(features(filled.split().train(), 0)[2]).isEqualTo(told[2]);
    assertThat(read(Map.of("csv", table)).load().split().test().size()).isEqualTo(2);
    assertThatThrownBy(() -> read(Map.of("set", "digits", "outliers", "fill")).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be rows of numbers");
  }

  @Test
  void columnsThatTellNothingAreHidden() throws IOException {
    StringBuilder text = new StringBuilder("kind,noise,x,y\n");
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      text.append(i % 2 == 0 ? "a" : "b").append(',').append(random.nextInt(1000, 1100));
      text.append(',').append(i % 9).append(',').append(i % 9 > 4 ? "yes" : "no").append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), text);
    Map<String, Object> table = Map.of("file", "rows.csv");
    DataSettings settings =
        read(Map.of("csv", table, "select", "telling", "validation", 0.25)).in(folder);
    PreparedData hidden = settings.load();
    for (Dataset part : List.of(hidden.split().train(), hidden.split().validation())) {
      float[] one = features(part, 0);
      float[] other = features(part, 1);
      assertThat(one).hasSize(4);
      assertThat(Arrays.copyOf(one, 3)).containsExactly(Arrays.copyOf(other, 3));
      assertThat(Math.abs(one[2])).isLessThan(1e-6f);
    }
    assertThat(DataSettings.ENTRY.write().apply(settings).values())
        .containsEntry("select", "telling");
    assertThatThrownBy(() -> read(Map.of("set", "digits", "select", "telling")).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be rows of numbers");
    assertThatThrownBy(() -> read(Map.of("set", "iris", "select", "all but one")))
        .hasMessageContaining("telling");
  }

  @Test
  void outliersOfImagesCannotBeDropped() {
    assertThatThrownBy(() -> read(Map.of("set", "digits", "outliers", "drop")).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be rows of numbers");
    DataSettings settings = read(Map.of("set", "iris", "outliers", "drop"));
    assertThat(settings.load().split().train().size()).isEqualTo(150);
    assertThat(DataSettings.ENTRY.write().apply(settings).values())
        .containsEntry("outliers", "drop");
    assertThat(read("iris").withoutOutliers()).isEqualTo(settings);
  }

  @Test
  void theFirstExamplesAlone() {
    assertThat(read(Map.of("set", "digits", "limit", 100)).load().split().train().size())
        .isEqualTo(100);
  }

  @Test
  void labelsThatSlippedAreTakenFromTheRowsTheyBelongTo() throws IOException {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 30; i++) {
      // The label of row i stands in row i + 1.
      text.append(i).append(',').append(i == 0 ? 29 : i - 1).append('\n');
    }
    Files.writeString(folder.resolve("rows.csv"), text);
    Files.writeString(folder.resolve("test.csv"), "x,y\n7,7\n");
    Map<String, Object> table =
        Map.of("file", "rows.csv", "test", "test.csv", "task", "regression", "standardize", false);
    DataSettings settings = read(Map.of("csv", table, "label_shift", 1));
    DataSplit split = settings.load().split();
    assertThat(split.train().size()).isEqualTo(29);
    for (int i = 0; i < 29; i++) {
      assertThat(((Values) split.train().targets()).value(i, 0))
          .isEqualTo(features(split.train(), i)[0]);
    }
    assertThat(((Values) split.test().targets()).value(0, 0)).isEqualTo(7);
    assertThat(DataSettings.ENTRY.write().apply(settings).values()).containsEntry("label_shift", 1);
    Dataset iris =
        read(Map.of("set", "iris", "normalize", "none", "label_shift", -50)).load().split().train();
    assertThat(iris.labels().counts()).containsExactly(50, 50, 0);
    assertThat(features(iris, 0)).containsExactly(7, 3.2f, 4.7f, 1.4f);
    assertThatThrownBy(() -> read(Map.of("set", "iris", "label_shift", 150)).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be less than the 150 examples");
    assertThatThrownBy(() -> read(Map.of("csv", table, "label_shift", -30)).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("must be less than the 30 rows");
  }

  @Test
  void rowsOfATable() throws IOException {
    StringBuilder rows = new StringBuilder("id,size,town,price\n");
    for (int i = 0; i < 20; i++) {
      rows.append("%d,%d,%s,%d\n".formatted(i, 10 + i, i % 2 == 0 ? "ulm" : "bonn", 1000 * i));
    }
    Files.writeString(folder.resolve("houses.csv"), rows);
    Files.writeString(folder.resolve("later.csv"), "id,size,town,price\n1,99,ulm,5000\n");
    Map<String, Object> csv =
        Map.of(
            "file",
            "houses.csv",
            "label",
            "price",
            "task",
            "regression",
            "ignore",
            "id",
            "standardize_targets",
            true);
    PreparedData data = read(Map.of("csv", csv, "validation", 0.25, "test", 0.2)).load();
    assertThat(data.split().train().size()).isEqualTo(12);
    assertThat(data.split().validation().size()).isEqualTo(4);
    assertThat(data.split().test().size()).isEqualTo(4);
    assertThat(data.preprocessing().featureNames())
        .containsExactly("size", "town=bonn", "town=ulm");
    assertThat(data.targets().isIdentity()).isFalse();

    Map<String, Object> tested = new java.util.HashMap<>(csv);
    tested.put("test", "later.csv");
    PreparedData other = read(Map.of("csv", tested)).load();
    assertThat(other.split().train().size()).isEqualTo(20);
    float[] price = ((Values) other.split().test().targets()).toArray();
    other.targets().undo(price, 0, 1);
    assertThat(price[0]).isCloseTo(5000, within(1e-2f));
    assertThatThrownBy(() -> read(Map.of("csv", tested, "test", 0.5)).load())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("leave out the setting 'test'");
    assertThat(read(Map.of("csv", "houses.csv", "limit", 5)).load().split().train().size())
        .isEqualTo(5);
  }

  @Test
  void arraysOfValues() {
    NpyFile.write(folder.resolve("x.npy"), NpyArray.of(Shape.of(3, 2), new float[6]));
    NpyFile.write(
        folder.resolve("y.npy"), NpyArray.of(Shape.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}));
    Map<String, Object> npy =
        Map.of("train", "x.npy", "train_labels", "y.npy", "task", "regression");
    Dataset train = read(Map.of("npy", npy)).load().split().train();
    assertThat(((Values) train.targets()).toArray()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThatThrownBy(() -> read(Map.of("npy", Map.of("test", "t.npy"))))
        .hasMessage("data.npy: got one of 'test' and 'test_labels'; must be both or none of them");
  }

  @Test
  void foldersOfImages() throws IOException {
    for (String name : List.of("cat/1", "cat/2", "dog/1", "dog/2")) {
      Path file = folder.resolve("pictures").resolve(name + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
    Map<String, Object> images = Map.of("folder", "pictures", "size", List.of(4, 6), "channels", 1);
    DataSplit split = read(Map.of("images", images, "validation", 0.5)).load().split();
    assertThat(split.train().shape()).isEqualTo(Shape.of(4, 6, 1));
    assertThat(split.train().labels().classes()).containsExactly("cat", "dog");
    assertThat(split.validation().labels().counts()).containsExactly(1, 1);
    assertThatThrownBy(() -> read(Map.of("images", Map.of("channels", 2))))
        .hasMessageContaining("channels 1 or 3");
  }

  @Test
  void aFolderOfIdxFiles() throws IOException {
    Path files = Files.createDirectory(folder.resolve("clothes"));
    for (String part : List.of("train", "t10k")) {
      Files.write(
          files.resolve(part + "-images-idx3-ubyte"),
          new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, (byte) 255, 51, 0});
      Files.write(
          files.resolve(part + "-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 2, 0, 3});
    }
    DataSplit split = read(Map.of("idx", "clothes")).load().split();
    assertThat(split.train().labels().classes()).containsExactly("0", "1", "2", "3");
    assertThat(features(split.test(), 0)).containsExactly(0, 1);
    assertThatThrownBy(() -> read(Map.of("idx", "clothes", "test", 0.5)).load())
        .hasMessageContaining("has a test part of its own");
  }

  @Test
  void examplesWrittenInTheRunFile() {
    Map<String, Object> values =
        Map.of("inputs", List.of(List.of(0.5, 1L)), "targets", List.of(List.of(0.25)));
    Dataset data = read(Map.of("inline", values)).load().split().train();
    assertThat(data.shape()).isEqualTo(Shape.of(2));
    assertThat(features(data, 0)).containsExactly(0.5f, 1);
    assertThat(((Values) data.targets()).toArray()).containsExactly(0.25f);
    Map<String, Object> labels = Map.of("inputs", List.of(1, 2, 3), "labels", List.of(0, 2, 1));
    assertThat(read(Map.of("inline", labels)).load().split().train().labels().classes()).hasSize(3);
    assertThatThrownBy(() -> read(Map.of("inline", Map.of("inputs", List.of(1, 2), "labels", 1))))
        .hasMessage("data.inline: got 2 inputs and 1 targets; must be as many, and 1 or more");
    assertThatThrownBy(
            () -> read(Map.of("inline", Map.of("inputs", List.of(List.of(1, 2), List.of(3))))))
        .hasMessage("data.inline.inputs[1]: got sizes [1]; must be [2] as before it");
  }

  @Test
  void trainingBatchesAreAugmentedAndMixed() {
    DataSettings settings =
        read(Map.of("set", "digits", "augment", Map.of("flip", Map.of()), "mixup", 0.2));
    assertThat(settings.augment()).containsExactly(new Flip(true, false));
    Batch batch = settings.batches(settings.load().split().train(), 8, false, 1).at(0, 0);
    assertThat(batch.labelled()).isFalse();
    assertThat(batch.values()).hasSize(80);
  }
}
