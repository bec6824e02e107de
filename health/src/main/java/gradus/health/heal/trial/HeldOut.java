package gradus.health.heal.trial;

import gradus.health.heal.edit.Facts;
import gradus.train.data.DataSplit;
import gradus.train.data.OutlierPolicy;
import gradus.train.data.Outliers;
import gradus.train.data.PreparedSplit;
import gradus.train.data.Stratification;
import gradus.train.data.Targets;
import gradus.train.run.source.DataCuts;
import gradus.train.run.source.DataSettings;
import gradus.train.run.source.PreparedData;
import java.util.Arrays;
import java.util.List;

/**
 * By which held-out rows trials are judged: all by the same ones. A run that leaves out most
 * examples is judged by some of those, as one that learns from all.
 */
final class HeldOut {
  private HeldOut() {}

  /** The data of a run, of the held-out rows only those that judge. */
  static PreparedData load(DataSettings settings) {
    double part = settings.cuts().validation();
    if (settings.cuts().limit() > 0) {
      boolean usual = part > 0 && part <= Facts.MOST_HELD_OUT;
      DataSettings behind = settings.judgedBehindLimit(usual ? part : Facts.HELD_OUT);
      return withoutOutliers(behind.load());
    }
    return withoutOutliers(usual(settings, settings.load()));
  }

  /**
   * Where most examples are held out, only those that are held out by usual settings, too: a run
   * that learns from the others is judged by the same rows.
   */
  private static PreparedData usual(DataSettings settings, PreparedData loaded) {
    DataCuts cuts = settings.cuts();
    if (cuts.validation() <= Facts.MOST_HELD_OUT || cuts.outliers() == OutlierPolicy.DROP) {
      return loaded;
    }
    Targets all = settings.withValidation(0).load().split().train().targets();
    int[] held = heldOut(all, cuts.validation(), cuts.key());
    int[] judging = heldOut(all, Facts.HELD_OUT, cuts.key());
    // The lot deals the same rows first to the part that is learned from.
    return withValidation(
        loaded,
        Arrays.stream(judging)
            .map(row -> Arrays.binarySearch(held, row))
            .filter(position -> position >= 0)
            .toArray());
  }

  private static int[] heldOut(Targets targets, double part, long key) {
    List<int[]> parts = Stratification.cut("data", targets, 1 - part, key);
    return parts.get(1);
  }

  /**
   * Held-out rows with numbers far outside make every measure senseless, and a run that leaves such
   * rows out has none; so no trial is judged by them.
   */
  private static PreparedData withoutOutliers(PreparedData loaded) {
    DataSplit split = loaded.split();
    if (split.train().shape().rank() != 1 || Outliers.count(split.train()) == 0) {
      return loaded;
    }
    return withValidation(loaded, Outliers.of(split.train()).kept(split.validation()));
  }

  private static PreparedData withValidation(PreparedData loaded, int[] rows) {
    DataSplit split = loaded.split();
    PreparedSplit fair =
        new PreparedSplit(
            new DataSplit(split.train(), split.validation().subset(rows), split.test()),
            loaded.prepared().features(),
            loaded.prepared().targets());
    return new PreparedData(fair, loaded.preprocessing());
  }
}
