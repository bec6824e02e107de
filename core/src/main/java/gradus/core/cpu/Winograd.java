package gradus.core.cpu;

/**
 * Winograd's minimal filtering: results of a 3 by 3 or 5 by 5 convolution of stride 1, tile by
 * tile, from the 36 products of each pair of channels over a square of 6 by 6 pixels (Winograd,
 * Arithmetic Complexity of Computations, 1980; Lavin and Gray, Fast Algorithms for Convolutional
 * Neural Networks, 2016):
 *
 * <pre>
 * tile = A' [ (G g G') * (B' d B) ] A,   d: 6 by 6 pixels
 * F(4x4, 3x3)   4 by 4 results, 3 by 3 taps g: 36 products in place of 144
 * F(2x2, 5x5)   2 by 2 results, 5 by 5 taps g: 36 products in place of 100
 * </pre>
 *
 * <p>The products of each of the 36 positions are summed over channels, which is a matrix product
 * [tiles, channels] × [channels, results]. The kernel's gradient is the transposed map: {@code G' [
 * sum over tiles of (B' d B) * (A dy A') ] G}.
 *
 * <p>The matrices evaluate polynomials at 0, ±5/8, ±3/2 and infinity, whose powers are exact in
 * float32. With these points errors are one to three times those of plain sums; with the usual ones
 * (0, ±1, ±2) those of 3 by 3 taps are four times as large, the greatest six times. Measured
 * against float64 over normal data, relative to the root mean square of the results (in brackets:
 * plain sums):
 *
 * <pre>
 *                              greatest error        root mean square
 * 3 by 3, 16 channels          4e-6 (2e-6)           5.0e-7 (2.1e-7)
 *         64 channels          7e-6 (3e-6)           8.0e-7 (4.1e-7)
 *         256 channels         1.1e-5 (9e-6)         1.5e-6 (8.2e-7)
 *         kernel gradients     3e-6 (1e-6)           4.4e-7 (2.1e-7)
 * 5 by 5, 16 channels          3e-6 (2e-6)           5.7e-7 (3.4e-7)
 *         64 channels          5e-6 (6e-6)           9.0e-7 (6.7e-7)
 *         256 channels         9e-6 (9e-6)           1.6e-6 (1.3e-6)
 *         kernel gradients     5e-6 (1e-6)           5.1e-7 (2.0e-7)
 * </pre>
 *
 * <p>An error is relative to the largest values of its tile, not to the result itself: a result
 * whose inputs are all zero, beside others, may be 1e-7 of those. A value that is not finite makes
 * the whole of its tiles NaN.
 */
final class Winograd {
  /** Points and their powers. */
  static final float A = 0.625f;

  static final float B = 1.5f;
  static final float A2 = A * A;
  static final float B2 = B * B;
  static final float A3 = A * A2;
  static final float B3 = B * B2;
  static final float A4 = A2 * A2;
  static final float B4 = B2 * B2;
  static final float SUM = A2 + B2;
  static final float PRODUCT = A2 * B2;

  /** Factors of the taps' values at 0, ±A and ±B. */
  static final float AT_0 = (float) (1.0 / PRODUCT);

  static final float AT_A = (float) (0.5 / (A2 * (A2 - (double) B2)));
  static final float AT_B = (float) (0.5 / (B2 * (B2 - (double) A2)));

  /** Channels must be multiples of the widest vector, so that bits do not depend on its width. */
  private static final int CHANNELS = 16;

  /** A longer line of pixels would not fit any cache. */
  private static final int MOST_LINE = 1 << 22;

  /** The products of a tile and a pair of channels, in multiply-adds of plain sums; measured. */
  private static final int PRODUCTS = 44;

  /** What it costs to transform the taps of a pair of channels, in the same; measured. */
  private static final int TAPS = 420;

  /** The same where the transformed taps leave the caches. */
  private static final int TAPS_FAR = 2000;

  /** Floats of the sums of a kernel gradient. */
  private static final long MOST_SUMS = 1 << 24;

  /** The bytes of transformed taps that stay in the last cache. */
  private static final double NEAR = 1 << 24;

  /** The part of the plain way's work that may be left. */
  private static final double GAIN = 0.8;

  private Winograd() {}

  /** Whether this is the faster way to the results. */
  static boolean fitsForward(Geometry geometry) {
    return possible(geometry) && pays(geometry, geometry.axis(1).out(), geometry.axis(2).out());
  }

  /** Whether this is the faster way to the gradient of the input. */
  static boolean fitsInputGradient(Geometry geometry) {
    return possible(geometry) && pays(geometry, geometry.axis(1).in(), geometry.axis(2).in());
  }

  /**
   * Whether this is the faster way to the gradient of the kernel: with very many channels the sums
   * of the 36 positions would take too much memory.
   */
  static boolean fitsKernelGradient(Geometry geometry) {
    long sums = 36L * geometry.channels() * geometry.outChannels();
    return fitsForward(geometry) && sums <= MOST_SUMS;
  }

  private static boolean possible(Geometry geometry) {
    return geometry.rank() == 2
        && geometry.groups() == 1
        && geometry.channels() % CHANNELS == 0
        && geometry.outChannels() % CHANNELS == 0
        && line(geometry) <= MOST_LINE
        && geometry.axis(1).kernel() == geometry.axis(2).kernel()
        && geometry.axes().stream()
            .allMatch(
                axis ->
                    (axis.kernel() == 3 || axis.kernel() == 5)
                        && axis.stride() == 1
                        && axis.dilation() == 1);
  }

  /** The floats of the longest line of pixels. */
  private static long line(Geometry geometry) {
    long pixels = Math.max(geometry.axis(2).in(), geometry.axis(2).out());
    return pixels * Math.max(geometry.channels(), geometry.outChannels());
  }

  /** Compares the work of both ways, in multiply-adds, for results of a height and a width. */
  private static boolean pays(Geometry geometry, int height, int width) {
    double pairs = (double) geometry.channels() * geometry.outChannels();
    double channels = (double) geometry.channels() + geometry.outChannels();
    WinogradForm form = WinogradForm.of(geometry);
    double across = Math.ceilDiv(width, form.results);
    double tiles = geometry.batch() * Math.ceilDiv(height, form.results) * across;
    double plain = form.kernel() * pairs * geometry.batch() * height * width;
    double taps = 4 * 36 * pairs > NEAR ? TAPS_FAR : TAPS;
    return tiles * (PRODUCTS * pairs + form.passes * channels) + taps * pairs < GAIN * plain;
  }
}
