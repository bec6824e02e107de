package gradus.train.data;

/** Some rows of other features, by number, in the given order; a view. */
final class PickedFeatures implements Features {
  private final Features source;
  private final int[] rows;

  PickedFeatures(Features source, int[] rows) {
    this.source = source;
    this.rows = rows;
  }

  @Override
  public int size() {
    return rows.length;
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public void copy(int example, float[] into, int offset) {
    source.copy(rows[example], into, offset);
  }
}
