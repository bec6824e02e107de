package gradus.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Initializer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class UpdatesTest {
  private static final Initializer ZEROS = (shape, seed) -> new float[shape.count()];
  private static final ParameterSpec WEIGHT = spec("dense_1.weight", Shape.of(1, 1), true);
  private static final ParameterSpec BIAS = spec("dense_1.bias", Shape.of(1), true);
  private static final ParameterSpec HEAD = spec("head.weight", Shape.of(1, 1), true);
  private static final ParameterSpec MEAN = spec("batch_norm_1.mean", Shape.of(1), false);
  private static final List<ParameterSpec> ALL = List.of(WEIGHT, BIAS, HEAD, MEAN);

  private static ParameterSpec spec(String name, Shape shape, boolean trainable) {
    return new ParameterSpec(name, shape, ZEROS, trainable);
  }

  @Test
  void patternsAreGlobsOrRegularExpressions() {
    assertThat(ParameterFilter.of("dense_*.weight").matches(WEIGHT)).isTrue();
    assertThat(ParameterFilter.of("dense_*.weight").matches(BIAS)).isFalse();
    assertThat(ParameterFilter.of("dense_?.bias").matches(BIAS)).isTrue();
    assertThat(ParameterFilter.of("dense_1xbias").matches(BIAS)).isFalse();
    assertThat(ParameterFilter.of("/(dense|head).*weight/").matches(HEAD)).isTrue();
    assertThat(ParameterFilter.MATRICES.matches(BIAS)).isFalse();
    assertThatThrownBy(() -> ParameterFilter.of("/(/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("regular expression");
  }

  @Test
  void groupsJoinWhatTheySay() {
    Groups groups =
        Groups.of(
            Group.of("dense_*").withRate(0.5).withDecay(3),
            Group.of("*.bias").withRate(0.5).withDecay(0),
            Group.of("head.*").freeze());
    Optimizer optimizer = new Sgd(1, 2);
    assertThat(groups.rate(BIAS)).isEqualTo(0.25);
    assertThat(groups.decay(BIAS, optimizer)).isEqualTo(0);
    assertThat(groups.decay(WEIGHT, optimizer)).isEqualTo(3);
    assertThat(groups.decay(HEAD, optimizer)).isEqualTo(2);
    assertThat(groups.trained(ALL)).containsExactly(WEIGHT, BIAS);
    assertThat(Groups.of(Group.of("dence_*")).unused(ALL)).containsExactly("dence_*");
  }

  @Test
  void groupsAreReadAndWrittenBack() {
    Object tree =
        Map.of("match", Map.of("pattern", "*.bias", "decay", 0.0, "parameters", "vectors"));
    Group group = Group.CATALOG.read(tree, "groups[0]");
    assertThat(group.decay()).hasValue(0);
    assertThat(group.frozen()).isFalse();
    assertThat(Group.CATALOG.write(group)).isEqualTo(tree);
    assertThat(Group.CATALOG.write(Group.of("a"))).isEqualTo(Map.of("match", "a"));
  }

  @Test
  void eachParameterMovesByItsGroup() {
    Updates updates =
        Updates.of(Momentum.of(0.1, 0.9))
            .withGroups(Groups.of(Group.of("*.bias").withRate(10)))
            .withClip(Clip.value(1))
            .withAverage(WeightAverage.of(0.5));
    List<ParameterSpec> trained = List.of(WEIGHT, BIAS);
    assertThat(updates.slots(trained))
        .extracting(Optimizer.Slot::name)
        .containsExactly(
            "dense_1.weight/velocity",
            "dense_1.weight/average",
            "dense_1.bias/velocity",
            "dense_1.bias/average");
    Tensor w = Tensor.of(new float[][] {{1}});
    Tensor b = Tensor.of(1f);
    Tensor gw = Tensor.of(new float[][] {{5}});
    Updates.Result result =
        updates.apply(
            Tensor.scalar(0.1),
            Tensor.scalar(1),
            trained,
            List.of(w, b),
            List.of(gw, b),
            List.of(
                Tensor.zeros(Shape.of(1, 1)),
                Tensor.zeros(Shape.of(1, 1)),
                Tensor.zeros(Shape.of(1)),
                Tensor.zeros(Shape.of(1))));
    assertThat(result.parameters().get(0).toFloats()[0]).isCloseTo(0.9f, within(1e-6f));
    assertThat(result.parameters().get(1).toFloats()[0]).isCloseTo(0f, within(1e-6f));
    assertThat(result.slots().get(1).toFloats()[0]).isCloseTo(0.9f, within(1e-6f));
    assertThat(result.clipped().before().item()).isCloseTo((float) Math.sqrt(26), within(1e-5f));
    assertThat(result.clipped().after().item()).isCloseTo((float) Math.sqrt(2), within(1e-5f));
  }

  @Test
  void averagesOfNothingEndAtZero() {
    Tensor nothing = Tensor.zeros(Shape.of(1));
    List<Tensor> slots = List.of(Tensor.of(1e-3f), Tensor.of(1e-6f));
    Updates updates = Updates.of(Adam.of(1e-3));
    for (int step = 1; step <= 2000; step++) {
      Tensor rate = Tensor.scalar(1e-3);
      slots =
          updates
              .apply(
                  rate,
                  Tensor.scalar(step),
                  List.of(BIAS),
                  List.of(nothing),
                  List.of(nothing),
                  slots)
              .slots();
    }
    assertThat(slots.get(0).toFloats()[0]).isZero();
    assertThat(slots.get(1).toFloats()[0])
        .isCloseTo((float) (1e-6 * Math.pow(0.999, 2000)), within(1e-10f));
    List<Tensor> lost = List.of(Tensor.of(Float.NaN), Tensor.of(1f));
    Tensor step = Tensor.scalar(1);
    assertThat(
            updates
                .apply(step, step, List.of(BIAS), List.of(nothing), List.of(nothing), lost)
                .slots()
                .get(0)
                .toFloats()[0])
        .isNaN();
  }

  @Test
  void penaltiesSkipStatesAndVectors() {
    Map<String, Tensor> values =
        Map.of(
            "dense_1.weight",
            Tensor.full(Shape.of(1, 1), 3),
            "head.weight",
            Tensor.full(Shape.of(1, 1), -2));
    Tensor total = Penalties.total(List.of(L1.of(2), L2.of(4)), ALL, values::get);
    assertThat(total.item()).isEqualTo(2 * 5 + 2 * 13f);
    Object tree = Map.of("l2", Map.of("lambda", 0.5, "pattern", "head*"));
    assertThat(Penalties.CATALOG.write(Penalties.CATALOG.read(tree, "penalties"))).isEqualTo(tree);
  }

  @Test
  void averageStartsAtTheFirstWeights() {
    WeightAverage plain = new WeightAverage(0.9, false);
    Tensor first = plain.next(Tensor.scalar(1), Tensor.scalar(7), Tensor.scalar(2));
    assertThat(first.item()).isEqualTo(2f);
    assertThat(plain.next(Tensor.scalar(2), first, Tensor.scalar(3)).item())
        .isCloseTo(2.1f, within(1e-6f));
    WeightAverage warm = WeightAverage.of(0.9);
    assertThat(warm.next(Tensor.scalar(2), first, Tensor.scalar(13)).item())
        .isCloseTo(12f, within(1e-5f));
    assertThat(warm.next(Tensor.scalar(1e6), first, Tensor.scalar(3)).item())
        .isCloseTo(2.1f, within(1e-5f));
  }

  @Test
  void equalMicroBatchesGiveTheGradientOfTheBatch() {
    Accumulation two = new Accumulation(2);
    List<Tensor> sums = two.add(List.of(Tensor.scalar(0)), List.of(Tensor.scalar(3)));
    assertThat(two.add(sums, List.of(Tensor.scalar(5))).get(0).item()).isEqualTo(4f);
    assertThat(two.reset(sums).get(0).item()).isEqualTo(0f);
  }
}
