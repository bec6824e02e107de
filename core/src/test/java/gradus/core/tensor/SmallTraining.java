package gradus.core.tensor;

import gradus.core.cpu.Cpu;
import gradus.core.ir.Op;
import gradus.core.shape.Ints;
import gradus.core.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A short training of a convolutional network that prints the processor used and a hash of all
 * bits.
 */
final class SmallTraining {
  private static final int STEPS = 3;
  private static final int BATCH = 6;

  private SmallTraining() {}

  public static void main(String[] arguments) {
    Cpu cpu = Cpu.detect();
    Cpu.detect();
    System.out.println("lanes " + cpu.lanes());
    System.out.println("hash " + Long.toHexString(hash()));
  }

  /** A hash of the bits of the loss at each step and of all parameters at the end. */
  static long hash() {
    Op.Window same = new Op.Window(Ints.of(1, 1), Ints.of(1, 1), Ints.of(1, 1), Ints.of(1, 1));
    Op.Window pool = new Op.Window(Ints.of(2, 2), Ints.of(0, 0), Ints.of(0, 0), Ints.of(1, 1));
    Fn loss =
        Fn.ofList(
            a -> {
              Tensor x = a.get(4).convolve(a.get(0), same, 1).add(a.get(1)).relu();
              x = x.sub(x.meanKeep(0, 1, 2)).mul(x.varianceKeep(0, 1, 2).add(1e-5).rsqrt());
              x = x.maxPool(Ints.of(2, 2), pool).reshape(BATCH, -1);
              x = x.mul(Key.of(a.get(6)).bernoulli(x.shape(), 0.7, 1)).div(0.7);
              x = x.matmul(a.get(2)).tanh().mul(1.5).add(x.matmul(a.get(2)).erf()).matmul(a.get(3));
              return List.of(x.logSoftmax(1).gather(1, a.get(5)).mean().neg());
            });
    Compiled step = loss.valueAndGradient(0, 1, 2, 3).compile();
    Key key = Key.of(11, 0);
    List<Tensor> parameters =
        new ArrayList<>(
            List.of(
                key.normal(Shape.of(3, 3, 3, 11), 1).mul(0.3), Tensor.zeros(Shape.of(11)),
                key.normal(Shape.of(4 * 3 * 11, 37), 2).mul(0.1),
                    key.normal(Shape.of(37, 5), 3).mul(0.2)));
    Tensor images = key.normal(Shape.of(BATCH, 9, 7, 3), 4);
    Tensor labels = Tensor.ints(Shape.of(BATCH, 1), 0, 1, 2, 3, 4, 2);
    long hash = 17;
    for (int k = 0; k < STEPS; k++) {
      List<Tensor> inputs = new ArrayList<>(parameters);
      inputs.addAll(List.of(images, labels, Tensor.ints(5, k)));
      List<Tensor> results = step.all(inputs);
      hash = mix(hash, results.get(0));
      for (int i = 0; i < parameters.size(); i++) {
        parameters.set(i, Tensor.of(parameters.get(i).sub(results.get(i + 1).mul(0.1)).data()));
      }
    }
    for (Tensor parameter : parameters) {
      hash = mix(hash, parameter);
    }
    // Large enough to be computed by tiles of 4 by 4 results.
    Compiled tiles =
        Fn.ofList(a -> List.of(a.get(0).convolve(a.get(1), same, 1).tanh().mean()))
            .valueAndGradient(0, 1)
            .compile();
    for (Tensor result :
        tiles.all(
            List.of(
                key.normal(Shape.of(1, 20, 20, 16), 5),
                key.normal(Shape.of(3, 3, 16, 16), 6).mul(0.1)))) {
      hash = mix(hash, result);
    }
    return hash;
  }

  private static long mix(long hash, Tensor tensor) {
    long mixed = hash;
    for (int bits : tensor.data().toBits()) {
      mixed = (mixed ^ bits) * 0x9E3779B97F4A7C15L;
      mixed ^= mixed >>> 29;
    }
    return mixed;
  }
}
