package gradus.core.cpu;

import static gradus.core.cpu.Winograd.A;
import static gradus.core.cpu.Winograd.A2;
import static gradus.core.cpu.Winograd.A3;
import static gradus.core.cpu.Winograd.A4;
import static gradus.core.cpu.Winograd.AT_0;
import static gradus.core.cpu.Winograd.AT_A;
import static gradus.core.cpu.Winograd.AT_B;
import static gradus.core.cpu.Winograd.B;
import static gradus.core.cpu.Winograd.B2;
import static gradus.core.cpu.Winograd.B3;
import static gradus.core.cpu.Winograd.B4;

/**
 * {@link Winograd}'s forms: all have squares of 6 by 6 pixels and the same points, and differ in
 * how many taps they take and how many results they give. Each transform exists for one line of a
 * square; two passes, down and across, make that of the square. {@link WinogradPasses} has their
 * vector forms, value by value.
 */
enum WinogradForm {
  /** F(4x4, 3x3): 36 products in place of 144. */
  THREE_TAPS(3, 400) {
    @Override
    void output(float[] m, int at, int step) {
      float evenA = m[at + step] + m[at + 2 * step];
      float oddA = m[at + step] - m[at + 2 * step];
      float evenB = m[at + 3 * step] + m[at + 4 * step];
      float oddB = m[at + 3 * step] - m[at + 4 * step];
      m[at] = m[at] + evenA + evenB;
      m[at + step] = Math.fma(B, oddB, A * oddA);
      m[at + 2 * step] = Math.fma(B2, evenB, A2 * evenA);
      m[at + 3 * step] = Math.fma(B3, oddB, Math.fma(A3, oddA, m[at + 5 * step]));
    }

    @Override
    void taps(float[] g, int at, int step) {
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

    @Override
    void outputGradient(float[] y, int at, int step) {
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

    @Override
    void tapsGradient(float[] u, int at, int step) {
      float evenA = AT_A * (u[at + step] + u[at + 2 * step]);
      float oddA = AT_A * (u[at + step] - u[at + 2 * step]);
      float evenB = AT_B * (u[at + 3 * step] + u[at + 4 * step]);
      float oddB = AT_B * (u[at + 3 * step] - u[at + 4 * step]);
      u[at] = Math.fma(AT_0, u[at], evenA) + evenB;
      u[at + step] = Math.fma(B, oddB, A * oddA);
      u[at + 2 * step] = Math.fma(B2, evenB, Math.fma(A2, evenA, u[at + 5 * step]));
    }
  },

  /** F(2x2, 5x5): 36 products in place of 100. */
  FIVE_TAPS(5, 300) {
    @Override
    void output(float[] m, int at, int step) {
      float evenA = m[at + step] + m[at + 2 * step];
      float oddA = m[at + step] - m[at + 2 * step];
      float evenB = m[at + 3 * step] + m[at + 4 * step];
      float oddB = m[at + 3 * step] - m[at + 4 * step];
      m[at] = m[at] + evenA + evenB;
      m[at + step] = Math.fma(B, oddB, Math.fma(A, oddA, m[at + 5 * step]));
    }

    @Override
    void taps(float[] g, int at, int step) {
      float g0 = g[at];
      float g1 = g[at + step];
      float g2 = g[at + 2 * step];
      float g3 = g[at + 3 * step];
      float g4 = g[at + 4 * step];
      float evenA = AT_A * Math.fma(A4, g4, Math.fma(A2, g2, g0));
      float oddA = Math.fma(A2, g3, g1);
      float evenB = AT_B * Math.fma(B4, g4, Math.fma(B2, g2, g0));
      float oddB = Math.fma(B2, g3, g1);
      g[at] = AT_0 * g0;
      g[at + step] = Math.fma(A * AT_A, oddA, evenA);
      g[at + 2 * step] = Math.fma(-A * AT_A, oddA, evenA);
      g[at + 3 * step] = Math.fma(B * AT_B, oddB, evenB);
      g[at + 4 * step] = Math.fma(-B * AT_B, oddB, evenB);
      g[at + 5 * step] = g4;
    }

    @Override
    void outputGradient(float[] y, int at, int step) {
      float y0 = y[at];
      float y1 = y[at + step];
      y[at + step] = Math.fma(A, y1, y0);
      y[at + 2 * step] = Math.fma(-A, y1, y0);
      y[at + 3 * step] = Math.fma(B, y1, y0);
      y[at + 4 * step] = Math.fma(-B, y1, y0);
      y[at + 5 * step] = y1;
    }

    @Override
    void tapsGradient(float[] u, int at, int step) {
      float evenA = AT_A * (u[at + step] + u[at + 2 * step]);
      float oddA = AT_A * (u[at + step] - u[at + 2 * step]);
      float evenB = AT_B * (u[at + 3 * step] + u[at + 4 * step]);
      float oddB = AT_B * (u[at + 3 * step] - u[at + 4 * step]);
      u[at] = Math.fma(AT_0, u[at], evenA) + evenB;
      u[at + step] = Math.fma(B, oddB, A * oddA);
      u[at + 2 * step] = Math.fma(B2, evenB, A2 * evenA);
      u[at + 3 * step] = Math.fma(B3, oddB, A3 * oddA);
      u[at + 4 * step] = Math.fma(B4, evenB, Math.fma(A4, evenA, u[at + 5 * step]));
    }
  };

  /** Taps along each axis. */
  final int taps;

  /** Results of a tile along each axis. */
  final int results;

  /** What it costs to transform a tile of a channel, there and back, in multiply-adds; measured. */
  final int passes;

  WinogradForm(int taps, int passes) {
    this.taps = taps;
    this.passes = passes;
    results = 7 - taps;
  }

  /** The form for a convolution of 3 by 3 or 5 by 5 taps. */
  static WinogradForm of(Geometry geometry) {
    return geometry.axis(1).kernel() == 3 ? THREE_TAPS : FIVE_TAPS;
  }

  /** The taps of a kernel. */
  int kernel() {
    return taps * taps;
  }

  /** A' of 6 sums, in place of the first, which become results. */
  abstract void output(float[] m, int at, int step);

  /** G of taps, in place of these and more, up to 6. */
  abstract void taps(float[] g, int at, int step);

  /** A of gradients of results, in place of these and more, up to 6: {@link #output} transposed. */
  abstract void outputGradient(float[] y, int at, int step);

  /** G' of 6 sums, in place of the first, which become taps: {@link #taps} transposed. */
  abstract void tapsGradient(float[] u, int at, int step);

  /** A' m A of 6 by 6 sums, in place of the first rows and columns of them. */
  final void output(float[] tile) {
    for (int row = 0; row < 6; row++) {
      output(tile, 6 * row, 1);
    }
    for (int column = 0; column < results; column++) {
      output(tile, column, 6);
    }
  }

  /** G g G' of taps in a square of 6 by 6, in place. */
  final void taps(float[] tile) {
    for (int column = 0; column < taps; column++) {
      taps(tile, column, 6);
    }
    for (int row = 0; row < 6; row++) {
      taps(tile, 6 * row, 1);
    }
  }

  /** A dy A' of gradients of results in a square of 6 by 6, in place. */
  final void outputGradient(float[] tile) {
    for (int column = 0; column < results; column++) {
      outputGradient(tile, column, 6);
    }
    for (int row = 0; row < 6; row++) {
      outputGradient(tile, 6 * row, 1);
    }
  }

  /** G' u G of 6 by 6 sums, in place of the first rows and columns of them. */
  final void tapsGradient(float[] tile) {
    for (int row = 0; row < 6; row++) {
      tapsGradient(tile, 6 * row, 1);
    }
    for (int column = 0; column < taps; column++) {
      tapsGradient(tile, column, 6);
    }
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
    d[at] = Math.fma(Winograd.PRODUCT, d0, Math.fma(-Winograd.SUM, d2, d4));
    d[at + step] = Math.fma(A, oddA, evenA);
    d[at + 2 * step] = Math.fma(-A, oddA, evenA);
    d[at + 3 * step] = Math.fma(B, oddB, evenB);
    d[at + 4 * step] = Math.fma(-B, oddB, evenB);
    d[at + 5 * step] = Math.fma(Winograd.PRODUCT, d1, Math.fma(-Winograd.SUM, d3, d5));
  }
}
