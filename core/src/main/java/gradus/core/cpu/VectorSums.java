package gradus.core.cpu;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums by vectors: two of them at a time hold some of the 16 partial sums, until all have had their
 * turn. A product of two floats is exact in float64, so fusing it with its addition changes no bit.
 */
record VectorSums() implements Sums {
  private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

  /** As many floats as doubles. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(DOUBLES.vectorBitSize() / 2));

  private static final int WIDTH = DOUBLES.length();

  @Override
  public double sum(float[] x) {
    double[] parts = new double[PARTS];
    int end = x.length / PARTS * PARTS;
    for (int from = 0; from < PARTS; from += 2 * WIDTH) {
      DoubleVector one = DoubleVector.zero(DOUBLES);
      DoubleVector two = DoubleVector.zero(DOUBLES);
      for (int i = from; i < end; i += PARTS) {
        one = one.add(wide(load(x, i)));
        two = two.add(wide(load(x, i + WIDTH)));
      }
      one.intoArray(parts, from);
      two.intoArray(parts, from + WIDTH);
    }
    for (int i = end; i < x.length; i++) {
      parts[i - end] += x[i];
    }
    return Sums.fold(parts);
  }

  @Override
  public double dot(float[] a, float[] b) {
    double[] parts = new double[PARTS];
    int end = a.length / PARTS * PARTS;
    for (int from = 0; from < PARTS; from += 2 * WIDTH) {
      DoubleVector one = DoubleVector.zero(DOUBLES);
      DoubleVector two = DoubleVector.zero(DOUBLES);
      for (int i = from; i < end; i += PARTS) {
        one = wide(load(a, i)).fma(wide(load(b, i)), one);
        two = wide(load(a, i + WIDTH)).fma(wide(load(b, i + WIDTH)), two);
      }
      one.intoArray(parts, from);
      two.intoArray(parts, from + WIDTH);
    }
    for (int i = end; i < a.length; i++) {
      parts[i - end] += (double) a[i] * b[i];
    }
    return Sums.fold(parts);
  }

  @Override
  public double distance(float[] a, float[] b) {
    double[] parts = new double[PARTS];
    int end = a.length / PARTS * PARTS;
    for (int from = 0; from < PARTS; from += 2 * WIDTH) {
      DoubleVector one = DoubleVector.zero(DOUBLES);
      DoubleVector two = DoubleVector.zero(DOUBLES);
      for (int i = from; i < end; i += PARTS) {
        DoubleVector first = wide(load(a, i).sub(load(b, i)));
        DoubleVector second = wide(load(a, i + WIDTH).sub(load(b, i + WIDTH)));
        one = first.fma(first, one);
        two = second.fma(second, two);
      }
      one.intoArray(parts, from);
      two.intoArray(parts, from + WIDTH);
    }
    for (int i = end; i < a.length; i++) {
      double difference = a[i] - b[i];
      parts[i - end] += difference * difference;
    }
    return Sums.fold(parts);
  }

  @Override
  public int largest(float[] x) {
    int end = Lanes.FLOATS.loopBound(x.length);
    IntVector most = FloatVector.zero(Lanes.FLOATS).reinterpretAsInts();
    for (int i = 0; i < end; i += Lanes.COUNT) {
      IntVector bits = FloatVector.fromArray(Lanes.FLOATS, x, i).reinterpretAsInts();
      most = most.max(bits.and(Integer.MAX_VALUE));
    }
    int largest = most.reduceLanes(VectorOperators.MAX);
    for (int i = end; i < x.length; i++) {
      largest = Math.max(largest, Sums.magnitude(x[i]));
    }
    return largest;
  }

  @Override
  public int smallest(float[] x) {
    int end = Lanes.FLOATS.loopBound(x.length);
    IntVector least = FloatVector.zero(Lanes.FLOATS).reinterpretAsInts().add(Integer.MAX_VALUE);
    for (int i = 0; i < end; i += Lanes.COUNT) {
      IntVector bits = FloatVector.fromArray(Lanes.FLOATS, x, i).reinterpretAsInts();
      // One less, so that 0 becomes the largest of all.
      least = least.min(bits.and(Integer.MAX_VALUE).sub(1).and(Integer.MAX_VALUE));
    }
    int below = least.reduceLanes(VectorOperators.MIN);
    for (int i = end; i < x.length; i++) {
      below = Math.min(below, Sums.magnitude(x[i]) - 1 & Integer.MAX_VALUE);
    }
    return below == Integer.MAX_VALUE ? below : below + 1;
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at);
  }

  private static DoubleVector wide(FloatVector floats) {
    return (DoubleVector) floats.convertShape(VectorOperators.F2D, DOUBLES, 0);
  }
}
