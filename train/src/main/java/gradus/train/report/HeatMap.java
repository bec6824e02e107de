package gradus.train.report;

import java.util.List;

/**
 * A chart of coloured cells: rows from top to bottom, measured steps from left to right. The reader
 * sees one view at a time and chooses it; maps whose {@code choice} is the same word change
 * together.
 *
 * @param id its name in the page
 * @param title what it shows
 * @param note what to look for, in a sentence; may be empty
 * @param choice what the views differ in, for example {@code layer}
 * @param views what can be chosen, at least one, the most telling first
 * @param wide whether it takes the whole width of the page
 */
public record HeatMap(
    String id, String title, String note, String choice, List<View> views, boolean wide)
    implements Section {
  /** Stands for a cell that was not measured. */
  public static final double NONE = -1;

  /** As many steps as a map shows; more are thinned by {@link Thinning#even}. */
  public static final int COLUMNS = 240;

  /** Copies the list. */
  public HeatMap {
    views = List.copyOf(views);
  }

  /**
   * One set of cells.
   *
   * @param name what is chosen
   * @param rows the rows' names
   * @param steps the columns' steps
   * @param values {@code values[row][column]}, not negative; {@link #NONE} where nothing was
   *     measured
   * @param scale how they are coloured
   * @param unit what is read beside a value, for example {@code of the gradient at the output}; may
   *     be empty
   */
  public record View(
      String name,
      List<String> rows,
      List<Long> steps,
      double[][] values,
      Scale scale,
      String unit) {
    /** Copies the lists; the values are not copied. */
    public View {
      rows = List.copyOf(rows);
      steps = List.copyOf(steps);
    }
  }
}
