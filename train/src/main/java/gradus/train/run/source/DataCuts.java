package gradus.train.run.source;

import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.OutlierPolicy;
import gradus.train.data.Outliers;
import gradus.train.data.Stratification;
import gradus.train.data.Targets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which examples belong to which part, and which are left out. The lot depends on the key alone,
 * not on the seed of the run, so runs with other seeds can be compared.
 *
 * @param validation the fraction of the training part that becomes the validation part; 0 for none
 * @param test the fraction of all examples that becomes the test part; 0 for none
 * @param key what the lot is drawn with
 * @param limit how many of the first examples are used; 0 for all
 * @param outliers what is done with numbers far outside in all parts, after the cut, so that it
 *     stays the same
 * @param labelShift by how many examples further on the label or value of an example stands, before
 *     anything else is done; a test part of its own is left as it is; 0 for in its own place
 * @param behind the fraction that a run without a limit would hold out: of these examples those
 *     behind the limit become the validation part in place of others; 0 for none
 */
public record DataCuts(
    double validation,
    double test,
    long key,
    int limit,
    OutlierPolicy outliers,
    int labelShift,
    double behind) {
  /** So many examples are enough to judge by. */
  private static final int ENOUGH = 200;

  /** All examples as they are. */
  public static final DataCuts NONE = new DataCuts(0, 0, 0, 0, OutlierPolicy.KEEP, 0, 0);

  /** Another fraction for the validation part. */
  DataCuts withValidation(double fraction) {
    return new DataCuts(fraction, test, key, limit, outliers, labelShift, behind);
  }

  /** The same parts without the rows that hold numbers far outside. */
  DataCuts withoutOutliers() {
    return new DataCuts(validation, test, key, limit, OutlierPolicy.DROP, labelShift, behind);
  }

  /** The same training part, judged by examples behind the limit. */
  DataCuts judgedBehindLimit(double fraction) {
    return new DataCuts(validation, test, key, limit, outliers, labelShift, fraction);
  }

  /**
   * Cuts a set; an official test part stays what it is.
   *
   * @throws DataException if a part would be empty, a test part is there already, or outliers
   *     cannot be told
   */
  DataSplit apply(DataSplit given) {
    Dataset all = given.train().withTargetsFrom(labelShift);
    Dataset train = limited(all);
    Dataset tested = given.test();
    if (test > 0) {
      if (tested.size() > 0) {
        throw new DataException(
            train.name() + ": has a test part of its own; leave out the setting 'test'");
      }
      DataSplit parts = train.split(1 - test, key + 1);
      train = parts.train();
      tested = parts.validation();
    }
    DataSplit split = DataSplit.of(train, tested);
    DataSplit parts = validation > 0 ? split.withValidation(validation, key) : split;
    Dataset later = behind > 0 ? later(all) : all.slice(0, 0);
    parts = later.size() > 0 ? new DataSplit(parts.train(), later, parts.test()) : parts;
    return outliers == OutlierPolicy.DROP ? Outliers.dropped(parts) : parts;
  }

  /**
   * What a cut of all examples but those of the test part holds out, without those up to the limit;
   * of many of them some, evenly, for the limit may be there to save time.
   */
  private Dataset later(Dataset all) {
    int first = limit > 0 ? limit : all.size();
    int[] rows = untested(all);
    Targets targets = all.subset(rows).targets();
    int[] held = Stratification.cut(all.name(), targets, 1 - behind, key).getLast();
    int[] later = Arrays.stream(held).map(i -> rows[i]).filter(row -> row >= first).toArray();
    int kept = Math.min(later.length, Math.max(ENOUGH, 2 * first));
    return all.subset(
        IntStream.range(0, kept).map(i -> later[(int) ((long) i * later.length / kept)]).toArray());
  }

  /** The rows of a set, without a limit, that a cut-off test part leaves. */
  private int[] untested(Dataset all) {
    return test > 0
        ? Stratification.cut(all.name(), all.targets(), 1 - test, key + 1).getFirst()
        : IntStream.range(0, all.size()).toArray();
  }

  private Dataset limited(Dataset data) {
    return limit > 0 && limit < data.size() ? data.slice(0, limit) : data;
  }
}
