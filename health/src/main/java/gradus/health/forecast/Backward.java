package gradus.health.forecast;

import java.util.Arrays;
import java.util.List;

/** The way of the gradient back through a circuit. */
final class Backward {
  private final Circuit circuit;
  private final int batch;

  Backward(Circuit circuit, int batch) {
    this.circuit = circuit;
    this.batch = batch;
  }

  /** The gradient at every signal, for one that starts at a signal. */
  Gradient[] from(int start, Gradient first) {
    return between(0, start, first);
  }

  /** The gradient at a signal, for one that starts at a later signal. */
  Gradient at(int end, int start, Gradient first) {
    return between(end, start, first)[end];
  }

  private Gradient[] between(int end, int start, Gradient first) {
    Gradient[] gradients = new Gradient[circuit.size()];
    Arrays.fill(gradients, Gradient.NONE);
    gradients[start] = first;
    List<Circuit.Link> links = circuit.links();
    for (int i = links.size() - 1; i >= 0; i--) {
      Circuit.Link link = links.get(i);
      if (link.to() > end && link.to() <= start && gradients[link.to()].square() > 0) {
        double units = circuit.signal(link.from()).shape().size(-1);
        Gradient arriving = gradients[link.to()].through(link.effect(), units, batch);
        gradients[link.from()] = gradients[link.from()].plus(arriving, units, batch);
      }
    }
    return gradients;
  }

  /** For each link, whether every way from the input to the output leads through it. */
  boolean[] bridges() {
    List<Circuit.Link> links = circuit.links();
    double[] before = new double[circuit.size()];
    double[] after = new double[circuit.size()];
    before[0] = 1;
    after[circuit.output()] = 1;
    for (Circuit.Link link : links) {
      before[link.to()] += before[link.from()];
    }
    for (int i = links.size() - 1; i >= 0; i--) {
      after[links.get(i).from()] += after[links.get(i).to()];
    }
    boolean[] bridges = new boolean[links.size()];
    for (int i = 0; i < bridges.length; i++) {
      double ways = before[links.get(i).from()] * after[links.get(i).to()];
      bridges[i] = ways == after[0];
    }
    return bridges;
  }
}
