package gradus.train.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.nn.config.Entry;
import gradus.train.data.Augmentation;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.DataException;
import gradus.train.data.Dataset;
import gradus.train.data.Draws;
import gradus.train.data.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationTest {
  private static final Shape SHAPE = Shape.of(2, 3, 1);
  private static final float[] IMAGE = {1, 2, 3, 4, 5, 6};

  /** All results of many draws, as texts. */
  private static Set<String> results(Augmentation augmentation) {
    Set<String> results = new HashSet<>();
    for (int i = 0; i < 300; i++) {
      results.add(Arrays.toString(applied(augmentation, i)));
    }
    return results;
  }

  private static float[] applied(Augmentation augmentation, int key) {
    float[] buffer = new float[10];
    Arrays.fill(buffer, 9);
    System.arraycopy(IMAGE, 0, buffer, 2, 6);
    augmentation.apply(buffer, 2, SHAPE, new Draws(key));
    assertThat(new float[] {buffer[0], buffer[1], buffer[8], buffer[9]}).containsOnly(9);
    return Arrays.copyOfRange(buffer, 2, 8);
  }

  private static String text(float... values) {
    return Arrays.toString(values);
  }

  @Test
  void flippingGivesExactlyTheMirrorImages() {
    assertThat(results(new Flip(true, true)))
        .containsExactlyInAnyOrder(
            text(1, 2, 3, 4, 5, 6),
            text(3, 2, 1, 6, 5, 4),
            text(4, 5, 6, 1, 2, 3),
            text(6, 5, 4, 3, 2, 1));
    assertThat(results(new Flip(true, false))).hasSize(2);
  }

  @Test
  void shiftingByAThirdMovesAColumnOrARow() {
    assertThat(results(new Shift(0.34)))
        .contains(text(0, 1, 2, 0, 4, 5), text(2, 3, 0, 5, 6, 0), text(0, 0, 0, 1, 2, 3))
        .hasSize(9);
    assertThat(results(new Shift(0))).containsExactly(text(IMAGE));
  }

  @Test
  void croppingReflectsOrPadsWithZeros() {
    assertThat(results(new Crop(1, false))).contains(text(0, 1, 2, 0, 4, 5)).hasSize(9);
    assertThat(results(new Crop(1, true))).contains(text(2, 1, 2, 5, 4, 5)).hasSize(6);
  }

  @Test
  void turningByZeroAndByAHalfTurnIsExact() {
    assertThat(results(new Rotate(0))).containsExactly(text(IMAGE));
    float[] turned = IMAGE.clone();
    Rotate.turn(new ImageView(turned, 0, SHAPE), 180);
    assertThat(turned).containsExactly(new float[] {6, 5, 4, 3, 2, 1}, within(1e-5f));
    float[] square = {1, 2, 3, 4};
    Rotate.turn(new ImageView(square, 0, Shape.of(2, 2, 1)), 90);
    assertThat(square).containsExactly(new float[] {2, 4, 1, 3}, within(1e-5f));
  }

  @Test
  void noiseHasItsDeviation() {
    float[] values = new float[40_000];
    new Noise(0.5).apply(values, 0, Shape.of(40_000), new Draws(3));
    double squares = 0;
    for (float value : values) {
      squares += value * value;
    }
    assertThat(Math.sqrt(squares / values.length)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void erasingSetsARectangleToZero() {
    Shape shape = Shape.of(20, 30, 2);
    double area = 0;
    for (int key = 0; key < 200; key++) {
      float[] image = new float[1200];
      Arrays.fill(image, 1);
      new Erase(1, 0.1, 0.1).apply(image, 0, shape, new Draws(key));
      for (float value : image) {
        area += value == 0 ? 1 / 1200.0 : 0;
      }
    }
    assertThat(area / 200).isCloseTo(0.1, within(0.01));
    assertThat(results(new Erase(0, 0.5, 1))).containsExactly(text(IMAGE));
    assertThat(results(new Erase(1, 1, 1))).contains(text(0, 0, 0, 0, 0, 0));
  }

  @Test
  void everyEntryIsAPureFunctionOfEpochAndExample() {
    Shape shape = Shape.of(8, 8, 1);
    float[] features = new float[640];
    for (int i = 0; i < features.length; i++) {
      features[i] = i;
    }
    Dataset data = Dataset.of("x", shape, features, new Labels(new int[10], List.of("a", "b")));
    for (Entry<Augmentation> entry : Augmentations.CATALOG.entries()) {
      List<Augmentation> one = List.of(Augmentations.CATALOG.read(entry.name(), ""));
      Batches small = Batches.of(data, 1).withSeed(7).withAugmentations(one);
      Batches large = Batches.of(data, 10).withSeed(7).withAugmentations(one);
      Batch whole = large.at(3, 0);
      List<Float> pieces = new ArrayList<>();
      for (int step = 9; step >= 0; step--) {
        float[] single = small.at(3, step).features();
        assertThat(single)
            .as(entry.name())
            .isEqualTo(Arrays.copyOfRange(whole.features(), 64 * step, 64 * step + 64));
        pieces.add(single[0]);
      }
      assertThat(pieces).hasSize(10);
      assertThat(large.at(4, 0).features()).as(entry.name()).isNotEqualTo(whole.features());
      Batches plain = Batches.of(data, 10).withSeed(7);
      assertThat(plain.at(3, 0).features()).as(entry.name()).isNotEqualTo(whole.features());
    }
  }

  @Test
  void whatIsNoImageIsRefused() {
    Dataset rows =
        Dataset.of("x", Shape.of(4), new float[8], new Labels(new int[2], List.of("a", "b")));
    assertThatThrownBy(() -> Batches.of(rows, 1).withAugmentations(List.of(new Flip(true, false))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("flip: got examples of shape [4]; must be images");
  }

  @Test
  void unknownNamesAndOptionsNameTheNearest() {
    assertThatThrownBy(() -> Augmentations.CATALOG.read("rotat", ""))
        .hasMessageContaining("did you mean 'rotate'?");
    assertThatThrownBy(() -> Augmentations.CATALOG.read(Map.of("rotate", Map.of("degree", 3)), ""))
        .hasMessageContaining("did you mean 'degrees'?");
    assertThatThrownBy(() -> Augmentations.CATALOG.read(Map.of("rotate", 300), ""))
        .hasMessageContaining("must be within [0.0, 180.0]");
  }
}
