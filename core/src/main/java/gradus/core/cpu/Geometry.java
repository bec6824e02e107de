package gradus.core.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The sizes of a convolution over 1 to 3 spatial axes, channels last.
 *
 * <p>{@code x [batch, in.., channels] * kernel [kernel.., channels / groups, outChannels] → y
 * [batch, out.., outChannels]}; output channel o belongs to group {@code o / (outChannels /
 * groups)} and sees the input channels of that group.
 *
 * @param batch number of images; 0 or more
 * @param axes the spatial axes, outermost first
 * @param channels input channels; a multiple of groups
 * @param outChannels output channels; a multiple of groups
 * @param groups 1 or more; equal to channels for a depthwise convolution
 */
public record Geometry(int batch, List<Axis> axes, int channels, int outChannels, int groups) {
  /**
   * One spatial axis.
   *
   * @param in size of the input
   * @param kernel taps; 1 or more
   * @param stride input positions between outputs; 1 or more
   * @param before zeros before the input
   * @param after zeros after the input
   * @param dilation input positions between taps; 1 or more
   */
  public record Axis(int in, int kernel, int stride, int before, int after, int dilation) {
    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Axis {
      if (in < 0 || kernel < 1 || stride < 1 || before < 0 || after < 0 || dilation < 1) {
        throw new IllegalArgumentException(
            "convolution axis: got in "
                + in
                + ", kernel "
                + kernel
                + ", stride "
                + stride
                + ", padding "
                + before
                + " and "
                + after
                + ", dilation "
                + dilation
                + "; sizes and padding must be 0 or more, the rest 1 or more");
      }
      if ((long) in + before + after + (long) dilation * (kernel - 1) > Integer.MAX_VALUE / 2) {
        throw new IllegalArgumentException(
            "convolution axis: got in "
                + in
                + ", padding "
                + before
                + " and "
                + after
                + ", dilation "
                + dilation
                + "; together they must stay below 2^30");
      }
    }

    /** The input positions that one output sees: {@code dilation * (kernel - 1) + 1}. */
    public int span() {
      return dilation * (kernel - 1) + 1;
    }

    /** The size of the output: {@code floor((in + before + after - span) / stride) + 1}, or 0. */
    public int out() {
      int room = in + before + after - span();
      return room < 0 ? 0 : room / stride + 1;
    }
  }

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  public Geometry {
    axes = List.copyOf(axes);
    if (axes.isEmpty() || axes.size() > 3) {
      throw new IllegalArgumentException(
          "convolution: got " + axes.size() + " spatial axes; must be 1, 2 or 3");
    }
    if (batch < 0 || channels < 0 || outChannels < 0 || groups < 1) {
      throw new IllegalArgumentException(
          "convolution: got batch "
              + batch
              + ", channels "
              + channels
              + " and "
              + outChannels
              + ", groups "
              + groups
              + "; sizes must be 0 or more, groups 1 or more");
    }
    if (channels % groups != 0 || outChannels % groups != 0) {
      throw new IllegalArgumentException(
          "convolution: got channels "
              + channels
              + " and "
              + outChannels
              + " and groups "
              + groups
              + "; groups must divide both");
    }
    long largest = Math.max(1, Math.max(channels, outChannels));
    long pixels = Math.max(batch, 1);
    long taps = largest;
    for (Axis axis : axes) {
      pixels = Math.multiplyExact(pixels, (long) Math.max(1, Math.max(axis.in(), axis.out())));
      taps = Math.multiplyExact(taps, (long) axis.kernel());
    }
    if (Math.multiplyHigh(pixels, largest) != 0
        || pixels * largest > Integer.MAX_VALUE
        || taps * largest > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "convolution: batch "
              + batch
              + " over "
              + axes
              + " with channels "
              + channels
              + " and "
              + outChannels
              + " passes 2^31 - 1 elements; use smaller batches");
    }
  }

  /**
   * The geometry with one entry of each array per spatial axis.
   *
   * @throws IllegalArgumentException if the arrays differ in length or the values do not fit
   */
  public static Geometry of(
      int batch,
      int[] in,
      int channels,
      int outChannels,
      int[] kernel,
      int[] stride,
      int[] before,
      int[] after,
      int[] dilation,
      int groups) {
    int rank = in.length;
    if (kernel.length != rank
        || stride.length != rank
        || before.length != rank
        || after.length != rank
        || dilation.length != rank) {
      throw new IllegalArgumentException(
          "convolution: got "
              + rank
              + " spatial sizes; kernel, stride, padding and dilation must"
              + " have one entry for each");
    }
    List<Axis> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(new Axis(in[i], kernel[i], stride[i], before[i], after[i], dilation[i]));
    }
    return new Geometry(batch, axes, channels, outChannels, groups);
  }

  /** The number of spatial axes. */
  public int rank() {
    return axes.size();
  }

  /** The spatial sizes of the output. */
  public int[] out() {
    return axes.stream().mapToInt(Axis::out).toArray();
  }

  /** The input pixels of one image. */
  public int inPixels() {
    return axes.stream().mapToInt(Axis::in).reduce(1, (a, b) -> a * b);
  }

  /** The output pixels of one image. */
  public int outPixels() {
    return axes.stream().mapToInt(Axis::out).reduce(1, (a, b) -> a * b);
  }

  /** The number of kernel taps. */
  public int taps() {
    return axes.stream().mapToInt(Axis::kernel).reduce(1, (a, b) -> a * b);
  }

  /** The elements of x. */
  public int inCount() {
    return batch * inPixels() * channels;
  }

  /** The elements of y. */
  public int outCount() {
    return batch * outPixels() * outChannels;
  }

  /** The elements of the kernel. */
  public int kernelCount() {
    return taps() * (channels / groups) * outChannels;
  }

  /** True if every group has one input and one output channel. */
  public boolean depthwise() {
    return groups == channels && groups == outChannels;
  }

  /** The axis in a view with exactly three axes; missing outer ones have size 1. */
  Axis axis(int of3) {
    int missing = 3 - axes.size();
    return of3 < missing ? new Axis(1, 1, 1, 0, 0, 1) : axes.get(of3 - missing);
  }
}
