package gradus.bench;

/** Something that is timed step by step. */
sealed interface Workload permits TrainingWorkload, ProductWorkload {
  /** Its short name. */
  String id();

  /** One line about it. */
  String what();

  /** Examples in a step. */
  int batch();

  /** Floating point operations of one step's products: two for each multiply-add. */
  double operations();

  /** Makes it ready to run on so many threads. */
  Exercise start(int threads);
}
