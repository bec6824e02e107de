package gradus.bench;

import gradus.train.data.Batch;
import java.util.Random;

/** The synthetic data of a workload, made before the clock starts. */
final class Batches {
  private static final int COUNT = 16;

  private Batches() {}

  /** Class prototypes with noise and 10 % random labels. */
  static Batch[] of(TrainingWorkload workload) {
    Random random = new Random(7);
    int width = workload.example().count();
    int classes = Math.max(2, workload.classes());
    float[][] prototypes = new float[classes][width];
    for (float[] prototype : prototypes) {
      for (int i = 0; i < width; i++) {
        prototype[i] = (float) random.nextGaussian();
      }
    }
    Batch[] batches = new Batch[COUNT];
    for (int b = 0; b < COUNT; b++) {
      float[] x = new float[workload.batch() * width];
      int[] labels = new int[workload.classes() == 0 ? 0 : workload.batch()];
      float[] values = new float[workload.classes() == 0 ? workload.batch() : 0];
      for (int n = 0; n < workload.batch(); n++) {
        int truth = random.nextInt(classes);
        for (int i = 0; i < width; i++) {
          x[n * width + i] = prototypes[truth][i] + (float) random.nextGaussian();
        }
        int told = random.nextInt(10) == 0 ? random.nextInt(classes) : truth;
        if (labels.length > 0) {
          labels[n] = told;
        } else {
          values[n] = told;
        }
      }
      batches[b] = new Batch(x, labels, values, workload.batch());
    }
    return batches;
  }
}
