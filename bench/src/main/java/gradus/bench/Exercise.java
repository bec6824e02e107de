package gradus.bench;

/** A workload that is ready to run. */
interface Exercise extends AutoCloseable {
  /** One step; gives its loss, or NaN if it has none. */
  double step();

  /** How long the making of the program took, in seconds; NaN if there was none to make. */
  double compileSeconds();

  @Override
  void close();
}
