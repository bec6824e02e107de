package gradus.train.data;

/** Other features after a normalization; a view. */
final class ScaledFeatures implements Features {
  private final Features source;
  private final Normalization normalization;

  ScaledFeatures(Features source, Normalization normalization) {
    this.source = source;
    this.normalization = normalization;
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public int width() {
    return source.width();
  }

  @Override
  public void copy(int example, float[] into, int offset) {
    source.copy(example, into, offset);
    normalization.apply(into, offset, source.width());
  }
}
