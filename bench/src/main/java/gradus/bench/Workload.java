package gradus.bench;

import static gradus.nn.activation.Activations.RELU;
import static gradus.nn.activation.Activations.SIGMOID;

import gradus.core.shape.Shape;
import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.GlobalAvgPool;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Residual;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.loss.MeanSquaredError;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Momentum;
import gradus.nn.optim.Sgd;
import gradus.train.Recipe;
import java.util.ArrayList;
import java.util.List;

/**
 * A training step that is timed.
 *
 * @param id its short name
 * @param what one line about it
 * @param recipe model, loss and optimizer
 * @param example the shape of one example
 * @param classes the number of classes; 0 for one number as target
 * @param batch examples in a step
 * @param rate the learning rate
 * @param operations multiply-adds times two of one step's products, forward and backward
 */
record Workload(
    String id,
    String what,
    Recipe recipe,
    Shape example,
    int classes,
    int batch,
    double rate,
    double operations) {

  /** All workloads in order. */
  static final List<Workload> ALL = List.of(xor(), mlp(), cnn(), resnet(), deep());

  /** The workload of that id. */
  static Workload of(String id) {
    return ALL.stream()
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "workload "
                        + id
                        + " is unknown; use one of "
                        + ALL.stream().map(Workload::id).toList()));
  }

  private static Workload xor() {
    Layer model = Sequential.of(Dense.of(3).activation(SIGMOID), Dense.of(1).activation(SIGMOID));
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    return new Workload("W1", "XOR 2-3-1, SGD", recipe, Shape.of(2), 0, 4, 0.1, 4 * 6.0 * 9);
  }

  private static Workload mlp() {
    Layer model =
        Sequential.of(Dense.of(512).activation(RELU), Dense.of(256).activation(RELU), Dense.of(10));
    double products = 784.0 * 512 + 512 * 256 + 256 * 10;
    return new Workload(
        "W2",
        "MLP 784-512-256-10, Adam",
        Recipe.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(784),
        10,
        128,
        1e-3,
        128 * (6 * products - 2 * 784.0 * 512));
  }

  private static Workload cnn() {
    Layer model =
        Sequential.of(
            Conv2d.of(32, 5).activation(RELU),
            MaxPool.of(2),
            Conv2d.of(64, 5).activation(RELU),
            MaxPool.of(2),
            Flatten.of(),
            Dense.of(512).activation(RELU),
            Dense.of(10));
    double first = 28.0 * 28 * 25 * 32;
    double rest = 14.0 * 14 * 25 * 32 * 64 + 3136.0 * 512 + 512 * 10;
    return new Workload(
        "W3",
        "CNN 28x28, 32 and 64 5x5, Adam",
        Recipe.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(28, 28, 1),
        10,
        128,
        1e-3,
        128 * (4 * first + 6 * rest));
  }

  private static Workload resnet() {
    List<Layer> layers = new ArrayList<>(List.of(conv(16, 1), BatchNorm.of(), RELU));
    int[] widths = {16, 32, 64};
    double products = 32.0 * 32 * 9 * 3 * 16;
    int side = 32;
    int width = 16;
    for (int stage = 0; stage < 3; stage++) {
      for (int block = 0; block < 3; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        side /= stride;
        products += (double) side * side * 9 * widths[stage] * (width + widths[stage]);
        products += width == widths[stage] ? 0 : (double) side * side * width * widths[stage];
        width = widths[stage];
        layers.add(
            Residual.of(conv(width, stride), BatchNorm.of(), RELU, conv(width, 1), BatchNorm.of()));
        layers.add(RELU);
      }
    }
    layers.add(new GlobalAvgPool());
    layers.add(Dense.of(10));
    Recipe recipe =
        Recipe.of(new Sequential(layers), CrossEntropy.ofLabels(), Momentum.of(0.05, 0.9));
    return new Workload(
        "W4",
        "ResNet-20 32x32x3, momentum",
        recipe,
        Shape.of(32, 32, 3),
        10,
        128,
        0.05,
        128 * 6 * products);
  }

  private static Conv2d conv(int filters, int stride) {
    return Conv2d.of(filters, 3).stride(stride).withoutBias();
  }

  private static Workload deep() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      layers.addAll(List.of(Dense.of(256), BatchNorm.of(), RELU));
    }
    layers.add(Dense.of(10));
    return new Workload(
        "W7",
        "50 x (dense 256, batch norm, ReLU), Adam",
        Recipe.of(new Sequential(layers), CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(256),
        10,
        128,
        1e-3,
        128 * 6 * (50.0 * 256 * 256 + 2560));
  }
}
