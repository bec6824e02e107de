package gradus.bench;

import gradus.train.data.Batch;
import java.util.Random;

/** The synthetic data of a workload, made before the clock starts: the peers' numbers. */
final class Batches {
  private static final long SEED = 42;
  private static final float SPREAD = 0.5f;
  private static final float[] XOR_INPUTS = {0, 0, 0, 1, 1, 0, 1, 1};
  private static final float[] XOR_TARGETS = {0, 1, 1, 0};

  private Batches() {}

  /** The four rows of XOR, or classes. */
  static Batch[] of(TrainingWorkload workload) {
    return workload.classes() == 0
        ? new Batch[] {new Batch(XOR_INPUTS, new int[0], XOR_TARGETS, XOR_TARGETS.length)}
        : classes(workload);
  }

  /**
   * Each class is a random prototype; an example is its prototype and noise; 10 % random labels.
   */
  private static Batch[] classes(TrainingWorkload workload) {
    Random random = new Random(SEED);
    int width = workload.example().count();
    float[][] prototypes = new float[workload.classes()][width];
    for (float[] prototype : prototypes) {
      for (int i = 0; i < width; i++) {
        prototype[i] = SPREAD * (float) random.nextGaussian();
      }
    }
    Batch[] batches = new Batch[workload.batches()];
    for (int b = 0; b < batches.length; b++) {
      float[] features = new float[workload.batch() * width];
      int[] labels = new int[workload.batch()];
      for (int n = 0; n < workload.batch(); n++) {
        int truth = random.nextInt(workload.classes());
        labels[n] = random.nextInt(10) == 0 ? random.nextInt(workload.classes()) : truth;
        for (int i = 0; i < width; i++) {
          features[n * width + i] = prototypes[truth][i] + (float) random.nextGaussian();
        }
      }
      batches[b] = new Batch(features, labels, new float[0], workload.batch());
    }
    return batches;
  }
}
