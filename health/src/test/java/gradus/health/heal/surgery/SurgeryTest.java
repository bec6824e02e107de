package gradus.health.heal.surgery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Data;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.health.heal.Runs;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Transplant;
import gradus.train.run.RunFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurgeryTest {
  private final RunFile run = Runs.iris();
  private final Laboratory laboratory = new Laboratory(run, Runs.COMPILER, 1);
  private final Map<String, Data> values = laboratory.initial(run, 3);

  private float[] numbers(Map<String, Data> all, String name) {
    return Tensor.of(all.get("value:" + name)).toFloats();
  }

  private static Data times(Data data, double factor) {
    return Tensor.of(data).mul(factor).data();
  }

  @Test
  void rebalancingKeepsTheAnswers() {
    Map<String, Data> uneven = new HashMap<>(values);
    uneven.compute("value:dense_1.weight", (_, d) -> times(d, 1e3));
    uneven.compute("value:dense_2.weight", (_, d) -> times(d, 1e-2));
    Map<String, Data> even = Surgery.rebalanced(run.model(), laboratory.examples(run), uneven);
    assertThat(SameOutputs.distance(laboratory.outputs(run, uneven), laboratory.outputs(run, even)))
        .isLessThanOrEqualTo(SameOutputs.TOLERANCE);
    assertThat(rms(even, "dense_1.weight") * 2 / rms(even, "dense_2.weight") / 4)
        .isBetween(0.8, 1.25);
  }

  private double rms(Map<String, Data> all, String name) {
    double squares = 0;
    float[] numbers = numbers(all, name);
    for (float number : numbers) {
      squares += number * number / (double) numbers.length;
    }
    return Math.sqrt(squares);
  }

  @Test
  void deadUnitsAreBornAgainUnheard() {
    Map<String, Data> sick = new HashMap<>(values);
    float[] bias = new float[16];
    bias[2] = -1e3f;
    bias[9] = -1e3f;
    sick.put("value:dense_1.bias", Data.floats(sick.get("value:dense_1.bias").shape(), bias));
    Map<String, Data> reborn = Surgery.reborn(run.model(), laboratory.examples(run), sick, 5);
    assertThat(numbers(reborn, "dense_1.bias")).containsOnly(0);
    assertThat(numbers(reborn, "dense_2.weight")[9 * 16 + 4]).isZero();
    assertThat(numbers(reborn, "dense_2.weight")[8 * 16 + 4]).isNotZero();
    assertThat(numbers(reborn, "dense_1.weight")[9])
        .isNotEqualTo(numbers(sick, "dense_1.weight")[9]);
    assertThat(SameOutputs.distance(laboratory.outputs(run, sick), laboratory.outputs(run, reborn)))
        .isLessThanOrEqualTo(SameOutputs.TOLERANCE);
  }

  @Test
  void convolutionsAreTreatedLikeDenseLayers() {
    RunFile images = Runs.images("  - {max_pool: 2}");
    Laboratory room = new Laboratory(images, Runs.COMPILER, 1);
    Map<String, Data> sick = new HashMap<>(room.initial(images, 3));
    sick.compute("value:conv2d_1.kernel", (_, d) -> times(d, 1e3));
    sick.compute("value:conv2d_2.kernel", (_, d) -> times(d, 1e-2));
    Map<String, Data> even = Surgery.rebalanced(images.model(), room.examples(images), sick);
    expectSameAnswers(room, images, sick, even);
    assertThat(rms(even, "conv2d_1.kernel") / rms(even, "conv2d_2.kernel"))
        .isBetween(0.8 * Math.sqrt(8), 1.25 * Math.sqrt(8));
    for (String layer : List.of("conv2d_1", "conv2d_2")) {
      float[] bias = new float[8];
      bias[3] = -1e6f;
      sick.put("value:" + layer + ".bias", Data.floats(Shape.of(8), bias));
    }
    Map<String, Data> reborn = Surgery.reborn(images.model(), room.examples(images), sick, 5);
    expectSameAnswers(room, images, sick, reborn);
    assertThat(numbers(reborn, "conv2d_1.bias")[3]).isZero();
    assertThat(numbers(reborn, "conv2d_2.bias")[3]).isZero();
    // Each channel reaches the dense layer from 2 by 2 positions.
    for (int position = 0; position < 4; position++) {
      assertThat(numbers(reborn, "dense_1.weight")[(position * 8 + 3) * 16 + 5]).isZero();
      assertThat(numbers(reborn, "dense_1.weight")[(position * 8 + 4) * 16 + 5]).isNotZero();
    }
  }

  private static void expectSameAnswers(
      Laboratory room, RunFile run, Map<String, Data> before, Map<String, Data> after) {
    assertThat(SameOutputs.distance(room.outputs(run, before), room.outputs(run, after)))
        .isLessThanOrEqualTo(SameOutputs.TOLERANCE);
  }

  @Test
  void whatAnotherWayLeadsPastIsLeftAlone() {
    RunFile images =
        Runs.images(
            "  - {residual: {layers: [{conv2d: {filters: 8, kernel: 3}}]}}\n  - {max_pool: 4}");
    Laboratory room = new Laboratory(images, Runs.COMPILER, 1);
    Map<String, Data> sick = new HashMap<>(room.initial(images, 3));
    sick.compute("value:conv2d_1.kernel", (_, d) -> times(d, 1e3));
    Map<String, Data> even = Surgery.rebalanced(images.model(), room.examples(images), sick);
    expectSameAnswers(room, images, sick, even);
    assertThat(numbers(even, "conv2d_1.kernel")).isEqualTo(numbers(sick, "conv2d_1.kernel"));
    assertThat(numbers(even, "dense_1.weight")).isNotEqualTo(numbers(sick, "dense_1.weight"));
  }

  @Test
  void anInsertedNormGivesWhatItGets() {
    RunFile normed =
        Runs.of(
            run.toYaml()
                .replaceFirst(
                    "- \\{dense: \\{units: 16, activation: relu}}",
                    "- {dense: 16}\n  - batch_norm\n  - relu"));
    assertThat(normed.layers()).hasSize(5);
    Map<String, Data> kept =
        Transplant.moved(laboratory.specs(run), laboratory.specs(normed), values);
    Map<String, Data> all = new LinkedHashMap<>(laboratory.initial(normed, 3));
    all.putAll(kept);
    Map<String, Data> fitted =
        Surgery.normed(normed.model(), laboratory.examples(normed), all, kept.keySet());
    float[] before = laboratory.outputs(run, values);
    assertThat(SameOutputs.distance(before, laboratory.outputs(normed, fitted)))
        .isLessThanOrEqualTo(SameOutputs.TOLERANCE);
    assertThat(numbers(fitted, "batch_norm_1.gamma")).doesNotContain(1);
  }

  @Test
  void aWayPastALayerThatStartsAtZeroChangesNothing() {
    RunFile skipped =
        Runs.of(
            run.toYaml()
                .replaceFirst(
                    "(?s)(- \\{dense.*?)- \\{dense: \\{units: 16, activation: relu}}",
                    "$1- {residual: {layers: [{dense: {units: 16, activation: relu}}], shortcut:"
                        + " [{dense: {units: 16, bias: false, initializer: zeros}}]}}"));
    Map<String, Data> all = new LinkedHashMap<>(laboratory.initial(skipped, 3));
    all.putAll(Transplant.moved(laboratory.specs(run), laboratory.specs(skipped), values));
    assertThat(
            SameOutputs.distance(laboratory.outputs(run, values), laboratory.outputs(skipped, all)))
        .isLessThanOrEqualTo(SameOutputs.TOLERANCE);
  }

  @Test
  void whatChangesAnswersIsRefused() {
    SameOutputs.check("nothing", new float[] {1, 2}, new float[] {1, 2.00001f});
    assertThatThrownBy(() -> SameOutputs.check("cut", new float[] {1, 2}, new float[] {1, 2.0001f}))
        .hasMessageContaining("cut: changes the outputs");
    assertThat(SameOutputs.distance(new float[] {1}, new float[] {Float.NaN})).isInfinite();
  }
}
