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
import gradus.nn.layer.Lstm;
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
import java.util.stream.IntStream;

/** The workloads, by the names that docs/performance.md explains. */
final class Workloads {
  private static final int DEEP_WIDTH = 64;
  private static final int DEEP_BATCH = 32;

  /** All workloads in order. */
  static final List<Workload> ALL =
      List.of(
          xor(),
          mlp(),
          cnn(),
          resnet(),
          lstm(),
          deep(),
          new ProductWorkload("W8a", MatrixProduct.of(1024, 1024, 1024)),
          new ProductWorkload("W8b", MatrixProduct.of(4096, 4096, 4096)),
          new ProductWorkload("W8c", MatrixProduct.of(128, 784, 512)),
          depth(100),
          depth(1000));

  private Workloads() {}

  /** The names of all. */
  static List<String> ids() {
    return ALL.stream().map(Workload::id).toList();
  }

  /**
   * The workload of that name.
   *
   * @throws IllegalArgumentException if there is none, with the nearest name
   */
  static Workload of(String id) {
    return ALL.stream()
        .filter(workload -> workload.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no workload '" + id + "'; known are: " + String.join(", ", ids())));
  }

  /**
   * The workload of that name, if its training can be profiled.
   *
   * @throws IllegalArgumentException if there is none, or if it is a single product
   */
  static TrainingWorkload training(String id) {
    return switch (of(id)) {
      case TrainingWorkload training -> training;
      case ProductWorkload product ->
          throw new IllegalArgumentException(
              product.id() + " is a single product; choose a training, for example W2");
    };
  }

  /**
   * What the products of a step cost, two operations for each multiply-add: forward, by the
   * weights, and, but for the first layer, by the inputs.
   *
   * @param first multiply-adds of the first layer for one example
   * @param rest multiply-adds of the others
   */
  private static double operations(int batch, double first, double rest) {
    return batch * (4 * first + 6 * rest);
  }

  private static Workload xor() {
    Layer model = Sequential.of(Dense.of(3).activation(SIGMOID), Dense.of(1).activation(SIGMOID));
    Recipe recipe = Recipe.of(model, new MeanSquaredError(), Sgd.of(0.1));
    return new TrainingWorkload(
        "W1", "XOR 2-3-1, SGD", recipe, Shape.of(2), 0, 4, 1, operations(4, 6, 3));
  }

  private static Workload mlp() {
    Layer model =
        Sequential.of(Dense.of(512).activation(RELU), Dense.of(256).activation(RELU), Dense.of(10));
    double first = 784.0 * 512;
    double rest = 512.0 * 256 + 256 * 10;
    return new TrainingWorkload(
        "W2",
        "MLP 784-512-256-10, Adam",
        Recipe.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(784),
        10,
        128,
        64,
        operations(128, first, rest));
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
    return new TrainingWorkload(
        "W3",
        "CNN 28x28, 32 and 64 5x5, Adam",
        Recipe.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(28, 28, 1),
        10,
        128,
        32,
        operations(128, first, rest));
  }

  private static Workload resnet() {
    List<Layer> layers = new ArrayList<>(List.of(conv(16, 1), BatchNorm.of(), RELU));
    int[] widths = {16, 32, 64};
    double first = 32.0 * 32 * 9 * 3 * 16;
    double rest = 64 * 10;
    int side = 32;
    int width = 16;
    for (int stage = 0; stage < 3; stage++) {
      for (int block = 0; block < 3; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        side /= stride;
        rest += (double) side * side * 9 * widths[stage] * (width + widths[stage]);
        boolean widens = width != widths[stage];
        rest += widens ? (double) side * side * width * widths[stage] : 0;
        width = widths[stage];
        layers.add(block(width, stride, widens));
        layers.add(RELU);
      }
    }
    layers.add(new GlobalAvgPool());
    layers.add(Dense.of(10));
    Recipe recipe =
        Recipe.of(new Sequential(layers), CrossEntropy.ofLabels(), Momentum.of(0.05, 0.9));
    return new TrainingWorkload(
        "W4",
        "ResNet-20 32x32x3, momentum",
        recipe,
        Shape.of(32, 32, 3),
        10,
        128,
        16,
        operations(128, first, rest));
  }

  /** Two convolutions; past them a 1x1 convolution with a norm where the shape changes. */
  private static Residual block(int width, int stride, boolean widens) {
    Residual block =
        Residual.of(conv(width, stride), BatchNorm.of(), RELU, conv(width, 1), BatchNorm.of());
    return widens
        ? block.shortcut(Conv2d.of(width, 1).stride(stride).withoutBias(), BatchNorm.of())
        : block;
  }

  private static Conv2d conv(int filters, int stride) {
    return Conv2d.of(filters, 3).stride(stride).withoutBias();
  }

  private static Workload lstm() {
    double first = 64.0 * 128 * 1024;
    double rest = 64.0 * 256 * 1024 + 256 * 10;
    return new TrainingWorkload(
        "W5",
        "LSTM 128 to 256, 64 steps, Adam",
        Recipe.of(
            Sequential.of(Lstm.of(256), Dense.of(10)), CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(64, 128),
        10,
        64,
        16,
        operations(64, first, rest));
  }

  private static Workload deep() {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      layers.addAll(List.of(Dense.of(256), BatchNorm.of(), RELU));
    }
    layers.add(Dense.of(10));
    return new TrainingWorkload(
        "W7",
        "50 x (dense 256, batch norm, ReLU), Adam",
        Recipe.of(new Sequential(layers), CrossEntropy.ofLabels(), Adam.of(1e-3)),
        Shape.of(256),
        10,
        128,
        64,
        operations(128, 256.0 * 256, 49 * 256.0 * 256 + 2560));
  }

  /** Layers enough to show that compile time grows with the depth and not with its square. */
  private static Workload depth(int layers) {
    List<Layer> stack = new ArrayList<>();
    IntStream.range(1, layers).forEach(_ -> stack.add(Dense.of(DEEP_WIDTH).activation(RELU)));
    stack.add(Dense.of(10));
    double square = (double) DEEP_WIDTH * DEEP_WIDTH;
    return new TrainingWorkload(
        "D" + layers,
        layers + " dense layers of width 64, ReLU, He weights, Adam",
        Recipe.of(new Sequential(stack), CrossEntropy.ofLabels(), Adam.of(1e-4)),
        Shape.of(DEEP_WIDTH),
        10,
        DEEP_BATCH,
        16,
        operations(DEEP_BATCH, square, (layers - 2) * square + 10.0 * DEEP_WIDTH));
  }
}
