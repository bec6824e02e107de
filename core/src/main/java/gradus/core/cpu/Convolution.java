package gradus.core.cpu;

/**
 * The three kernels of a convolution (as deep learning has it: without flipping), channels last,
 * and their scratch memory. With {@code p = o * stride + tap * dilation - before} along each axis:
 *
 * <pre>
 * forward         y[n, o, j]       = sum over tap, i:  x[n, p, i] * kernel[tap, i, j]
 * input gradient  dx[n, p, i]      = sum over tap, j:  dy[n, o, j] * kernel[tap, i, j]
 * kernel gradient dKernel[t, i, j] = sum over n, o:    x[n, p, i] * dy[n, o, j]
 * </pre>
 *
 * <p>Every element is one chain of fused multiply-adds from +0 in this order of its terms, except
 * that the input gradient takes taps from the last to the first, that the kernel gradient cuts its
 * sum into chunks, by shape alone, and adds the chunks' sums in order, and that 3 by 3 and 5 by 5
 * taps with stride 1 and many channels go by {@link Winograd}'s tiles where sizes (batch included)
 * say that this is faster. Bits depend neither on tiles, vectors nor threads.
 *
 * <p>Padding takes part as a zero: a padded tap times an infinite or NaN weight is NaN. So do, in
 * the input gradient, outputs that do not exist; taps that the stride skips take no part. By tiles,
 * a value that is not finite makes all results NaN whose tiles it takes part in.
 *
 * <p>The input gradient is also the forward pass of a transposed convolution whose output is x.
 */
public final class Convolution {
  private Convolution() {}

  /** The scratch memory of {@link #forward}, in bytes. */
  public static long forwardScratchBytes(Cpu cpu, Geometry geometry) {
    if (Winograd.fitsForward(geometry)) {
      return cpu.vectors()
          ? new VectorWinograd(geometry, true, 0, 0, 0, null, 0).scratchBytes()
          : new ScalarWinograd(geometry, true, 0, 0, 0, null, 0).scratchBytes();
    }
    if (!cpu.vectors()) {
      return 0;
    }
    return geometry.depthwise()
        ? new VectorDepthwise(geometry, true, 0, 0, 0, null, 0).scratchBytes()
        : new VectorGather(geometry, true, 0, 0, 0, null, 0).scratchBytes();
  }

  /**
   * The forward kernel: {@code x, kernel → y}.
   *
   * @param epilogue called for finished rectangles of [batch * out pixels, outChannels]; may be
   *     null
   * @param scratch byte offset, a multiple of 64, of memory that nobody else uses while it runs
   */
  public static Kernel forward(
      Cpu cpu, Geometry geometry, long x, long kernel, long y, Tile epilogue, long scratch) {
    if (Winograd.fitsForward(geometry)) {
      return cpu.vectors()
          ? new VectorWinograd(geometry, true, x, kernel, y, epilogue, scratch)
          : new ScalarWinograd(geometry, true, x, kernel, y, epilogue, scratch);
    }
    if (!cpu.vectors()) {
      return new ScalarForward(geometry, x, kernel, y, epilogue);
    }
    return geometry.depthwise()
        ? new VectorDepthwise(geometry, true, x, kernel, y, epilogue, scratch)
        : new VectorGather(geometry, true, x, kernel, y, epilogue, scratch);
  }

  /** The scratch memory of {@link #inputGradient}, in bytes. */
  public static long inputGradientScratchBytes(Cpu cpu, Geometry geometry) {
    if (Winograd.fitsInputGradient(geometry)) {
      return cpu.vectors()
          ? new VectorWinograd(geometry, false, 0, 0, 0, null, 0).scratchBytes()
          : new ScalarWinograd(geometry, false, 0, 0, 0, null, 0).scratchBytes();
    }
    if (!cpu.vectors()) {
      return 0;
    }
    return geometry.depthwise()
        ? new VectorDepthwise(geometry, false, 0, 0, 0, null, 0).scratchBytes()
        : new VectorGather(geometry, false, 0, 0, 0, null, 0).scratchBytes();
  }

  /**
   * The kernel of the gradient by the input: {@code dy, kernel → dx}.
   *
   * @param epilogue called for finished rectangles of [batch * in pixels, channels]; may be null
   * @param scratch byte offset, a multiple of 64, of memory that nobody else uses while it runs
   */
  public static Kernel inputGradient(
      Cpu cpu, Geometry geometry, long dy, long kernel, long dx, Tile epilogue, long scratch) {
    if (Winograd.fitsInputGradient(geometry)) {
      return cpu.vectors()
          ? new VectorWinograd(geometry, false, dy, kernel, dx, epilogue, scratch)
          : new ScalarWinograd(geometry, false, dy, kernel, dx, epilogue, scratch);
    }
    if (!cpu.vectors()) {
      return new ScalarInputGradient(geometry, dy, kernel, dx, epilogue);
    }
    return geometry.depthwise()
        ? new VectorDepthwise(geometry, false, dy, kernel, dx, epilogue, scratch)
        : new VectorGather(geometry, false, dy, kernel, dx, epilogue, scratch);
  }

  /** The scratch memory of {@link #kernelGradient}, in bytes. */
  public static long kernelGradientScratchBytes(Cpu cpu, Geometry geometry) {
    if (Winograd.fitsKernelGradient(geometry)) {
      return cpu.vectors()
          ? new VectorWinogradKernelGradient(geometry, 0, 0, 0, 0).scratchBytes()
          : new ScalarWinogradKernelGradient(geometry, 0, 0, 0, 0).scratchBytes();
    }
    if (!cpu.vectors()) {
      return 0;
    }
    return geometry.depthwise()
        ? new VectorDepthwiseKernelGradient(geometry, 0, 0, 0, 0).scratchBytes()
        : new VectorKernelGradient(geometry, 0, 0, 0, 0).scratchBytes();
  }

  /**
   * The kernel of the gradient by the kernel: {@code x, dy → dKernel}.
   *
   * @param scratch byte offset, a multiple of 64, of memory that nobody else uses while it runs
   */
  public static Kernel kernelGradient(
      Cpu cpu, Geometry geometry, long x, long dy, long dKernel, long scratch) {
    if (Winograd.fitsKernelGradient(geometry)) {
      return cpu.vectors()
          ? new VectorWinogradKernelGradient(geometry, x, dy, dKernel, scratch)
          : new ScalarWinogradKernelGradient(geometry, x, dy, dKernel, scratch);
    }
    if (!cpu.vectors()) {
      return new ScalarKernelGradient(geometry, x, dy, dKernel);
    }
    return geometry.depthwise()
        ? new VectorDepthwiseKernelGradient(geometry, x, dy, dKernel, scratch)
        : new VectorKernelGradient(geometry, x, dy, dKernel, scratch);
  }
}
