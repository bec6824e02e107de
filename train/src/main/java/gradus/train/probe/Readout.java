package gradus.train.probe;

/** Reads the memory of a program before or after a run; several threads may read at once. */
public interface Readout {
  /** An output of one number, by its position. */
  double number(int position);

  /** The first numbers of an output, as many as the target holds. */
  void numbers(int position, float[] target);

  /**
   * Elements of a value that lives from step to step.
   *
   * @param address where it begins, in bytes
   * @param positions in row-major order: of the first of each run of neighbours
   * @param run how many neighbours
   * @param target room for all runs, one after another
   */
  void elements(long address, int[] positions, int run, float[] target);
}
