package gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.core.ir.Node;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Tensor;
import gradus.nn.loss.*;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LossTableTest {
  private record Row(Loss loss, Shape output, Tensor target) {}

  private static final Tensor LABELS = Tensor.ints(1, 0, 2, 2);
  private static final Tensor SIGNS =
      Tensor.of(Shape.of(4, 3), 1, -1, 1, 1, -1, -1, 1, -1, 1, 1, 1, -1);
  private static final Tensor NUMBERS =
      Tensor.of(Shape.of(4, 3), .5f, .1f, .4f, .2f, .7f, .1f, .3f, .3f, .4f, 0, 0, 1);
  private static final Shape X = Shape.of(4, 3);

  private static final List<Row> ROWS =
      List.of(
          new Row(new MeanSquaredError(), X, NUMBERS),
          new Row(new MeanAbsoluteError(), X, NUMBERS),
          new Row(new Huber(0.5), X, NUMBERS),
          new Row(new SmoothL1(0.5), X, NUMBERS),
          new Row(new BinaryCrossEntropy(), X, NUMBERS),
          new Row(BinaryCrossEntropyLogits.of(), X, NUMBERS),
          new Row(new BinaryCrossEntropyLogits(List.of(1.0, 2.0, 0.5)), X, NUMBERS),
          new Row(CrossEntropy.ofLabels(), X, LABELS),
          new Row(CrossEntropy.ofLabels().smoothing(0.1).weights(1, 2, 0.5).ignore(0), X, LABELS),
          new Row(CrossEntropy.ofProbabilities().smoothing(0.1).weights(1, 2, 0.5), X, NUMBERS),
          new Row(new NegativeLogLikelihood(List.of(1.0, 2.0, 0.5), 0), X, LABELS),
          new Row(KlDivergence.of(), X, NUMBERS),
          new Row(new KlDivergence(true), X, NUMBERS),
          new Row(new Hinge(), X, SIGNS),
          new Row(new SquaredHinge(), X, SIGNS),
          new Row(new SoftMargin(), X, SIGNS),
          new Row(new HingeEmbedding(0.7), X, SIGNS),
          new Row(new MultiMargin(0.8, 2), X, LABELS),
          new Row(new MarginRanking(0.2), Shape.of(4, 2), Tensor.of(1, -1, 1, -1)),
          new Row(new CosineEmbedding(), X, NUMBERS),
          new Row(new TripletMargin(1, true), Shape.of(2, 3, 4), Tensor.of(0, 0)),
          new Row(new GaussianNll(true), Shape.of(4, 6), NUMBERS),
          new Row(new PoissonNll(true, true, 1e-8), X, NUMBERS.mul(5)),
          new Row(new PoissonNll(false, false, 0.001), X, NUMBERS));

  @Test
  void everyLossHasARow() {
    assertThat(ROWS.stream().map(r -> Losses.CATALOG.entryOf(r.loss()).name()).toList())
        .containsAll(Losses.CATALOG.names());
  }

  @TestFactory
  Stream<DynamicTest> gradientsAndRoundTrips() {
    return ROWS.stream()
        .map(row -> DynamicTest.dynamicTest(row.loss().toString(), () -> check(row)));
  }

  private static void check(Row row) {
    Object tree = Losses.CATALOG.write(row.loss());
    assertThat(Losses.CATALOG.read(tree, "")).as("%s", tree).isEqualTo(row.loss());
    Tensor x = Tensor.input("x", row.output(), DType.F32);
    boolean positive = row.loss() instanceof BinaryCrossEntropy || row.loss() instanceof PoissonNll;
    double[] numbers =
        new Random(3).doubles(x.shape().count(), positive ? 0.1 : -2, positive ? 0.9 : 2).toArray();
    for (Reduction reduction : Reduction.values()) {
      Tensor y = row.loss().reduce(reduction, x, row.target());
      assertThat(y.shape().rank() == 0).isEqualTo(reduction != Reduction.NONE);
      GradientProbe.check(row.loss() + " " + reduction, y, map(x, numbers));
    }
    Tensor once = row.loss().apply(x, row.target(), Tensor.full(Shape.of(x.size(0)), 3));
    Tensor mean = row.loss().reduce(Reduction.MEAN, x, row.target());
    assertThat(GradientProbe.run(once, map(x, numbers))[0])
        .isCloseTo(
            GradientProbe.run(mean, map(x, numbers))[0],
            org.assertj.core.data.Offset.offset(1e-12));
  }

  private static Map<Node, double[]> map(Tensor x, double[] numbers) {
    return Map.of(x.node(), numbers);
  }

  @Test
  void ignoredRowsCountNowhere() {
    Tensor logits = Tensor.of(new float[][] {{1, 2}, {5, -1}});
    Loss loss = CrossEntropy.ofLabels().ignore(-1);
    Tensor first = CrossEntropy.ofLabels().apply(logits.slice(0, 0, 1), Tensor.ints(0));
    assertThat(loss.apply(logits, Tensor.ints(0, -1)).item()).isEqualTo(first.item());
    assertThat(loss.apply(logits, Tensor.ints(-1, -1)).item()).isZero();
  }

  @Test
  void hugeLogitsStayFinite() {
    Tensor logits = Tensor.of(new float[][] {{1000, -1000}});
    assertThat(CrossEntropy.ofLabels().apply(logits, Tensor.ints(1)).item()).isEqualTo(2000);
    assertThat(
            BinaryCrossEntropyLogits.of().apply(logits, Tensor.of(new float[][] {{1, 0}})).item())
        .isZero();
    assertThat(new BinaryCrossEntropy().apply(Tensor.of(0, 1), Tensor.of(1, 0)).item())
        .isBetween(80f, 90f);
  }

  @Test
  void misfitsNameBothShapes() {
    assertThatThrownBy(
            () -> new MeanSquaredError().apply(Tensor.zeros(X), Tensor.zeros(Shape.of(4, 2))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("[4, 3]")
        .hasMessageContaining("[4, 2]");
    assertThatThrownBy(() -> CrossEntropy.ofLabels().apply(Tensor.zeros(X), NUMBERS))
        .hasMessageContaining("labels");
  }
}
