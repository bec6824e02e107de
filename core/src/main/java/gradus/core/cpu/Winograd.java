package gradus.core.cpu;

/**
 * Winograd's minimal filtering F(4x4, 3x3): a tile of 4 by 4 results of a 3 by 3 convolution of
 * stride 1 from 36 products for each pair of channels instead of 144 (Winograd, Arithmetic
 * Complexity of Computations, 1980; Lavin and Gray, Fast Algorithms for Convolutional Neural
 * Networks, 2016):
 *
 * <pre>tile = A' [ (G g G') * (B' d B) ] A,   d: 6 by 6 pixels,  g: 3 by 3 taps</pre>
 *
 * <p>The products of each of the 36 positions are summed over channels, which is a matrix product
 * [tiles, channels] × [channels, results]. The kernel's gradient is the transposed map: {@code G' [
 * sum over tiles of (B' d B) * (A dy A') ] G}.
 *
 * <p>The matrices evaluate polynomials at 0, ±5/8, ±3/2 and infinity, whose powers are exact in
 * float32. With these points errors are about twice those of plain sums; with the usual ones (0,
 * ±1, ±2) they are four times as large, the greatest six times. Measured against float64 over
 * normal data, relative to the root mean square of the results (in brackets: plain sums):
 *
 * <pre>
 *                        greatest error        root mean square
 * 16 channels            4e-6 (2e-6)           4.9e-7 (2.1e-7)
 * 64 channels            8e-6 (4e-6)           8.2e-7 (4.1e-7)
 * 256 channels           1.5e-5 (1.2e-5)       1.5e-6 (8.1e-7)
 * kernel gradients       2e-6 to 5e-6          5e-7 to 1.4e-6
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

  /** What it costs to transform a tile of a channel, there and back, in the same; measured. */
  private static final int PASSES = 400;

  /** What it costs to transform the taps of a pair of channels, in the same; measured. */
  private static final int TAPS = 420;

  /** The same where the transformed taps leave the caches. */
  private static final int TAPS_FAR = 2000;

  /** The bytes of transformed taps that stay in the last cache. */
  private static final double NEAR = 1 << 24;

  /** The part of the plain way's work that may be left. */
  private static final double GAIN = 0.8;

  /** Kernel gradients need so many tasks. */
  private static final int LEAST_CHUNKS = 4;

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
   * of the 36 positions would take too much memory for several tasks at a time.
   */
  static boolean fitsKernelGradient(Geometry geometry) {
    return fitsForward(geometry) && WinogradChunks.most(geometry) >= LEAST_CHUNKS;
  }

  private static boolean possible(Geometry geometry) {
    return geometry.rank() == 2
        && geometry.groups() == 1
        && geometry.channels() % CHANNELS == 0
        && geometry.outChannels() % CHANNELS == 0
        && line(geometry) <= MOST_LINE
        && geometry.axes().stream()
            .allMatch(axis -> axis.kernel() == 3 && axis.stride() == 1 && axis.dilation() == 1);
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
    double tiles = (double) geometry.batch() * Math.ceilDiv(height, 4) * Math.ceilDiv(width, 4);
    double plain = 9 * pairs * geometry.batch() * height * width;
    double taps = 4 * 36 * pairs > NEAR ? TAPS_FAR : TAPS;
    return tiles * (PRODUCTS * pairs + PASSES * channels) + taps * pairs < GAIN * plain;
  }

  /** B' d B of 6 by 6 pixels, in place. */
  static void input(float[] tile) {
    for (int column = 0; column < 6; column++) {
      input(tile, column, 6);
    }
    for (int row = 0; row < 6; row++) {
      input(tile, 6 * row, 1);
    }
  }

  /** A' m A of 6 by 6 sums, in place of 4 by 4 of them. */
  static void output(float[] tile) {
    for (int row = 0; row < 6; row++) {
      output(tile, 6 * row, 1);
    }
    for (int column = 0; column < 4; column++) {
      output(tile, column, 6);
    }
  }

  /** G g G' of 3 by 3 taps in a square of 6 by 6, in place. */
  static void taps(float[] tile) {
    for (int column = 0; column < 3; column++) {
      taps(tile, column, 6);
    }
    for (int row = 0; row < 6; row++) {
      taps(tile, 6 * row, 1);
    }
  }

  /** A dy A' of 4 by 4 gradients of results in a square of 6 by 6, in place. */
  static void outputGradient(float[] tile) {
    for (int column = 0; column < 4; column++) {
      outputGradient(tile, column, 6);
    }
    for (int row = 0; row < 6; row++) {
      outputGradient(tile, 6 * row, 1);
    }
  }

  /** G' u G of 6 by 6 sums, in place of 3 by 3 of them. */
  static void tapsGradient(float[] tile) {
    for (int row = 0; row < 6; row++) {
      tapsGradient(tile, 6 * row, 1);
    }
    for (int column = 0; column < 3; column++) {
      tapsGradient(tile, column, 6);
    }
  }

  /** B' of 6 pixels. */
  private static void input(float[] d, int at, int step) {
    float d0 = d[at];
    float d1 = d[at + step];
    float d2 = d[at + 2 * step];
    float d3 = d[at + 3 * step];
    float d4 = d[at + 4 * step];
    float d5 = d[at + 5 * step];
    float evenA = Math.fma(-B2, d2, d4);
    float oddA = Math.fma(-B2, d1, d3);
    float evenB = Math.fma(-A2, d2, d4);
    float oddB = Math.fma(-A2, d1, d3);
    d[at] = Math.fma(PRODUCT, d0, Math.fma(-SUM, d2, d4));
    d[at + step] = Math.fma(A, oddA, evenA);
    d[at + 2 * step] = Math.fma(-A, oddA, evenA);
    d[at + 3 * step] = Math.fma(B, oddB, evenB);
    d[at + 4 * step] = Math.fma(-B, oddB, evenB);
    d[at + 5 * step] = Math.fma(PRODUCT, d1, Math.fma(-SUM, d3, d5));
  }

  /** A' of 6 sums, in place of the first 4. */
  private static void output(float[] m, int at, int step) {
    float evenA = m[at + step] + m[at + 2 * step];
    float oddA = m[at + step] - m[at + 2 * step];
    float evenB = m[at + 3 * step] + m[at + 4 * step];
    float oddB = m[at + 3 * step] - m[at + 4 * step];
    m[at] = m[at] + evenA + evenB;
    m[at + step] = Math.fma(B, oddB, A * oddA);
    m[at + 2 * step] = Math.fma(B2, evenB, A2 * evenA);
    m[at + 3 * step] = Math.fma(B3, oddB, Math.fma(A3, oddA, m[at + 5 * step]));
  }

  /** G of 3 taps, in place of these and 3 more. */
  private static void taps(float[] g, int at, int step) {
    float g0 = g[at];
    float g1 = g[at + step];
    float g2 = g[at + 2 * step];
    float evenA = AT_A * Math.fma(A2, g2, g0);
    float evenB = AT_B * Math.fma(B2, g2, g0);
    g[at] = AT_0 * g0;
    g[at + step] = Math.fma(A * AT_A, g1, evenA);
    g[at + 2 * step] = Math.fma(-A * AT_A, g1, evenA);
    g[at + 3 * step] = Math.fma(B * AT_B, g1, evenB);
    g[at + 4 * step] = Math.fma(-B * AT_B, g1, evenB);
    g[at + 5 * step] = g2;
  }

  /**
   * A of 4 gradients of results, in place of these and 2 more: the transpose of {@link #output}.
   */
  private static void outputGradient(float[] y, int at, int step) {
    float y0 = y[at];
    float y1 = y[at + step];
    float y2 = y[at + 2 * step];
    float y3 = y[at + 3 * step];
    float evenA = Math.fma(A2, y2, y0);
    float oddA = Math.fma(A2, y3, y1);
    float evenB = Math.fma(B2, y2, y0);
    float oddB = Math.fma(B2, y3, y1);
    y[at + step] = Math.fma(A, oddA, evenA);
    y[at + 2 * step] = Math.fma(-A, oddA, evenA);
    y[at + 3 * step] = Math.fma(B, oddB, evenB);
    y[at + 4 * step] = Math.fma(-B, oddB, evenB);
    y[at + 5 * step] = y3;
  }

  /** G' of 6 sums, in place of the first 3: the transpose of {@link #taps}. */
  private static void tapsGradient(float[] u, int at, int step) {
    float evenA = AT_A * (u[at + step] + u[at + 2 * step]);
    float oddA = AT_A * (u[at + step] - u[at + 2 * step]);
    float evenB = AT_B * (u[at + 3 * step] + u[at + 4 * step]);
    float oddB = AT_B * (u[at + 3 * step] - u[at + 4 * step]);
    u[at] = Math.fma(AT_0, u[at], evenA) + evenB;
    u[at + step] = Math.fma(B, oddB, A * oddA);
    u[at + 2 * step] = Math.fma(B2, evenB, Math.fma(A2, evenA, u[at + 5 * step]));
  }
}
