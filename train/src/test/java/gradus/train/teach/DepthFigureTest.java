package gradus.train.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.activation.Activation;
import gradus.nn.activation.Relu;
import gradus.nn.activation.Sigmoid;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.Residual;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Sgd;
import gradus.train.Recipe;
import gradus.train.data.Dataset;
import gradus.train.data.catalog.DataCatalog;
import gradus.train.report.Plot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DepthFigureTest {
  private static final Dataset DIGITS = DataCatalog.load("digits").train();
  private static final int DEPTH = 12;

  private static DepthFigure.Network network(String name, Recipe recipe) {
    return new DepthFigure.Network(name, recipe, DIGITS, 8, 1);
  }

  private static Recipe recipe(Activation activation, boolean residual) {
    List<Layer> layers = new ArrayList<>(List.of(Flatten.of()));
    for (int i = 0; i < DEPTH; i++) {
      Layer dense = Dense.of(16).activation(activation);
      layers.add(residual ? Residual.of(dense) : dense);
    }
    layers.add(Dense.of(10));
    return Recipe.of(new Sequential(layers), CrossEntropy.ofLabels(), Sgd.of(0.1));
  }

  /** A sigmoid's slope is at most 1/4, so that twelve layers lose more than six decades. */
  @Test
  void gradientOfSigmoidsVanishesAndIsCured() {
    double[] sigmoid = DepthFigure.gradients(network("s", recipe(new Sigmoid(), false)), 0);
    double[] relu = DepthFigure.gradients(network("r", recipe(new Relu(), false)), 0);
    double[] residual = DepthFigure.gradients(network("x", recipe(new Sigmoid(), true)), 0);
    assertThat(sigmoid).hasSize(DEPTH + 1);
    assertThat(sigmoid[0] / sigmoid[DEPTH]).isBetween(1e-12, 1e-6);
    assertThat(relu[0] / relu[DEPTH]).isGreaterThan(1e-2);
    assertThat(residual).as("the projection of the first block does not count").hasSize(DEPTH + 1);
    assertThat(residual[0] / residual[DEPTH]).isGreaterThan(1e-4);
  }

  @Test
  void clippingScalesTheWholeLine() {
    Recipe plain = recipe(new Relu(), false);
    Recipe clipped = plain.withUpdates(plain.updates().withClip(Clip.globalNorm(1e-3)));
    DepthFigure.Network network = network("clipped", clipped);
    double[] limited = DepthFigure.gradients(network, 0);
    double[] full = DepthFigure.gradients(network.withoutClipping("plain"), 0);
    for (int i = 0; i <= DEPTH; i++) {
      assertThat(limited[i] / full[i]).isCloseTo(limited[0] / full[0], offset(1e-9));
    }
    assertThat(limited[0]).isLessThan(full[0]);
  }

  @Test
  void stepsOfTrainingChangeTheLine() {
    DepthFigure figure = new DepthFigure(List.of(network("relu", recipe(new Relu(), false))));
    Plot before = figure.plot(0);
    Plot after = figure.plot(3);
    assertThat(before.y().log()).isTrue();
    assertThat(before.series().getFirst().name()).isEqualTo("relu");
    assertThat(after.title()).contains("after 3 steps");
    assertThat(after.series().getFirst().y(0)).isNotEqualTo(before.series().getFirst().y(0));
  }
}
