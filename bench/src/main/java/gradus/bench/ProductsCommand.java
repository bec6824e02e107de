package gradus.bench;

import gradus.bench.MatrixProduct.Placed;
import gradus.core.cpu.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code gradus bench products}. */
@CommandLine.Command(
    name = "products",
    description =
        "Times matrix products of Gradus and of MKL in turn, in one process, on one thread.",
    footer = {
      "%nA turn takes about a millisecond, or one product, so that both meet the same neighbours.",
      "The ratio is the median of the turns (and the tenth and ninetieth of a hundred); above 1",
      "Gradus is faster.",
      "The first use builds bench/peers (Linux x86_64; some hundred MB of libraries).",
      "%nExample:",
      "  gradus bench products --shapes 1024x1024x1024,784x128x512:a,128x512x784:b"
    })
final class ProductsCommand extends Command {
  /** Operations of a turn, so that the clock and the call cost nothing. */
  private static final double TURN = 1e8;

  private static final double LOW = 0.1;
  private static final double MIDDLE = 0.5;
  private static final double HIGH = 0.9;

  @Option(
      names = "--shapes",
      split = ",",
      paramLabel = "MxKxN",
      defaultValue =
          "1024x1024x1024,2048x2048x2048,128x784x512,128x512x256,128x256x256,"
              + "784x128x512:a,256x128x256:a,512x512x512:a,128x512x784:b,128x256x256:b,512x512x512:b",
      description =
          "Products [M, K] x [K, N]; with ':a' or ':b' behind the left or the right side is stored"
              + " transposed, as in the gradients by weights and by inputs: ${DEFAULT-VALUE}.")
  private List<String> shapes;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Measured time of each product, after as much warm-up: ${DEFAULT-VALUE}.")
  private double seconds;

  @Override
  public Integer call() {
    double measured = seconds("--seconds", seconds);
    List<MatrixProduct> products =
        shapes.stream().map(shape -> MatrixProduct.parse("--shapes", shape)).toList();
    Path home = Launch.home();
    PeersBuild.make(home, List.of(new Peer("torch-tuned")), this::progress);
    Mkl mkl = Mkl.load(home);
    line("%12s %12s %8s %16s   %s", "gradus", "mkl", "ratio", "10 to 90 %", "product (GFLOP/s)");
    for (MatrixProduct product : products) {
      try (Arena arena = Arena.ofConfined()) {
        compare(product, product.place(arena), mkl, measured);
      }
    }
    return DONE;
  }

  private void compare(MatrixProduct product, Placed placed, Mkl mkl, double measured) {
    equal(product, placed, mkl);
    int calls = (int) Math.max(1, Math.round(TURN / product.operations()));
    double turn = turn(product, placed, mkl, calls, measured);
    int turns = (int) Math.max(5, measured / turn);
    double[] own = new double[turns];
    double[] theirs = new double[turns];
    double[] ratios = new double[turns];
    double work = product.operations() * calls / 1e9;
    for (int i = 0; i < turns; i++) {
      theirs[i] = work / timed(() -> mkl.multiply(product, placed), calls);
      own[i] = work / timed(() -> multiply(placed), calls);
      ratios[i] = own[i] / theirs[i];
    }
    line(
        "%12.1f %12.1f %8.2f %8.2f %7.2f   %s",
        quantile(own, MIDDLE),
        quantile(theirs, MIDDLE),
        quantile(ratios, MIDDLE),
        quantile(ratios, LOW),
        quantile(ratios, HIGH),
        product);
  }

  /** Warms both up; gives the seconds of one turn of both. */
  private static double turn(
      MatrixProduct product, Placed placed, Mkl mkl, int calls, double seconds) {
    double spent = 0;
    double last = 0;
    while (spent < seconds) {
      last =
          timed(() -> mkl.multiply(product, placed), calls) + timed(() -> multiply(placed), calls);
      spent += last;
    }
    return last;
  }

  private static double timed(Runnable call, int calls) {
    long begin = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      call.run();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void multiply(Placed placed) {
    Kernel kernel = placed.kernel();
    for (int phase = 0; phase < kernel.phases(); phase++) {
      for (int task = 0; task < kernel.tasks(phase); task++) {
        kernel.run(placed.memory(), phase, task);
      }
    }
  }

  /** What is compared must be the same thing: both results agree within rounding. */
  private static void equal(MatrixProduct product, Placed placed, Mkl mkl) {
    mkl.multiply(product, placed);
    float[] expected = result(product, placed);
    multiply(placed);
    float[] got = result(product, placed);
    double most = 1e-5 * product.k();
    for (int i = 0; i < got.length; i++) {
      if (!(Math.abs(got[i] - expected[i]) <= most)) {
        throw new IllegalStateException(
            "%s: element %d is %s, but %s with MKL".formatted(product, i, got[i], expected[i]));
      }
    }
  }

  private static float[] result(MatrixProduct product, Placed placed) {
    MemorySegment c = placed.memory().asSlice(placed.c(), 4L * product.m() * product.n());
    return c.toArray(ValueLayout.JAVA_FLOAT);
  }

  private static double quantile(double[] values, double part) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) (part * (sorted.length - 1))];
  }
}
