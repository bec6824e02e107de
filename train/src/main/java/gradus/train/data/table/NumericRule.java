package gradus.train.data.table;

import gradus.train.data.Imputation;

/**
 * A number becomes one feature {@code (x - mean) / deviation}.
 *
 * @param fill stands in for a missing cell; NaN if there is no stand-in
 * @param far what stands in for numbers far outside
 */
public record NumericRule(String column, double mean, double deviation, double fill, Imputation far)
    implements FeatureRule {
  @Override
  public int width() {
    return 1;
  }
}
