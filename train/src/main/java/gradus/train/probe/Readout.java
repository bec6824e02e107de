package gradus.train.probe;

/** Reads outputs of a program after a run, by their position. */
public interface Readout {
  /** An output of one number. */
  double number(int position);

  /** The first numbers of an output. */
  float[] numbers(int position, int count);
}
