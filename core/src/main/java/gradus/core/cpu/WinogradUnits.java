package gradus.core.cpu;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * How the tiles of targets of {@link Winograd} are cut into units of work: some whole images, or
 * some rows of tiles of one image, so that all that is computed for a unit stays in the second
 * cache. Cut by shape alone.
 */
final class WinogradUnits {
  private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

  /** Bytes of transformed rows that a unit should have. */
  private static final long BYTES = 600_000;

  /** More tiles than this in a unit gain nothing. */
  private static final int MOST_TILES = 64;

  /**
   * With fewer tiles, products have too few rows, and with many channels the taps are read from far
   * memory too often: 512 channels took twice as long with 4 tiles.
   */
  private static final int LEAST_TILES = 16;

  /** So many units are wanted, for as many threads. */
  private static final int WANTED = 8;

  final WinogradForm form;

  final int batch;

  /** Sizes of the target images. */
  final int height;

  final int width;

  /** Sizes of the source images. */
  final int sourceHeight;

  final int sourceWidth;

  /** Source position of the first tap of target 0, negated. */
  final int padTop;

  final int padLeft;

  /** Source channels. */
  final int channels;

  /** Target channels. */
  final int targets;

  /** Tiles in a row of tiles. */
  final int across;

  /** Rows of tiles in an image. */
  final int down;

  /** Whole images in a unit; 1 if units are parts of images. */
  final int images;

  /** Units in an image; 1 if units are whole images. */
  final int bands;

  /** Rows of tiles in a unit; some units have less. */
  final int rows;

  WinogradUnits(Geometry geometry, boolean forward) {
    Geometry.Axis y = geometry.axis(1);
    Geometry.Axis x = geometry.axis(2);
    form = WinogradForm.of(geometry);
    batch = geometry.batch();
    channels = forward ? geometry.channels() : geometry.outChannels();
    targets = forward ? geometry.outChannels() : geometry.channels();
    height = forward ? y.out() : y.in();
    width = forward ? x.out() : x.in();
    sourceHeight = forward ? y.in() : y.out();
    sourceWidth = forward ? x.in() : x.out();
    padTop = forward ? y.before() : form.taps - 1 - y.before();
    padLeft = forward ? x.before() : form.taps - 1 - x.before();
    across = Math.ceilDiv(width, form.results);
    down = Math.ceilDiv(height, form.results);
    long line = Math.max(1, across);
    long results = (form.results + 1L) * across;
    long row = 24L * ((results + form.taps - 1) * channels + results * targets);
    long wanted = Math.clamp(tiles() / WANTED, LEAST_TILES, MOST_TILES);
    long rowsOfTiles = Math.min(Math.max(BYTES / row, LEAST_TILES / line), wanted / line);
    int most = (int) Math.max(1, rowsOfTiles);
    images = Math.clamp(most / Math.max(1, down), 1, Math.max(1, batch));
    bands = images > 1 ? 1 : Math.max(1, Math.ceilDiv(down, most));
    rows = images > 1 ? images * down : Math.ceilDiv(down, bands);
  }

  /** The tiles of all images. */
  int tiles() {
    return batch * down * across;
  }

  /** The number of units. */
  int units() {
    return tiles() == 0 ? 0 : Math.ceilDiv(batch, images) * bands;
  }

  /** The first row of tiles of a unit, counted over all images; units cover rows in order. */
  int rowFrom(int unit) {
    return bands == 1
        ? Math.min(unit * images, batch) * down
        : unit / bands * down + Math.min(unit % bands * rows, down);
  }

  /** The first target pixel of a row of tiles, counted over all images. */
  int pixelFrom(int row) {
    return (row / down * height + row % down * form.results) * width;
  }

  /** Reads the 6 by 6 source pixels of a tile, with zeros outside the image. */
  void read(
      MemorySegment memory, long at, int image, int top, int left, int channel, float[] tile) {
    for (int i = 0; i < 36; i++) {
      int y = top - padTop + i / 6;
      int x = left - padLeft + i % 6;
      long pixel = ((long) image * sourceHeight + y) * sourceWidth + x;
      boolean inside = y >= 0 && y < sourceHeight && x >= 0 && x < sourceWidth;
      tile[i] = inside ? memory.get(FLOAT, at + 4 * (pixel * channels + channel)) : 0f;
    }
  }
}
