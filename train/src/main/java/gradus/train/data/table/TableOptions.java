package gradus.train.data.table;

import java.util.List;
import java.util.Map;

/**
 * How to read a table and what to learn from it.
 *
 * @param targets the columns to learn, by name or number; one for classification
 * @param kinds the kinds of columns that shall not be inferred, by name or number
 * @param standardize whether numeric features become (x - mean) / deviation of the training part
 * @param standardizeTargets whether values to learn do, too
 */
public record TableOptions(
    char separator,
    boolean header,
    List<String> targets,
    TableTask task,
    Map<String, ColumnKind> kinds,
    MissingPolicy missing,
    boolean standardize,
    boolean standardizeTargets) {
  /** Copies the collections. */
  public TableOptions {
    targets = List.copyOf(targets);
    kinds = Map.copyOf(kinds);
  }

  /**
   * Comma, header, task and kinds inferred, no missing values, features standardized, for the given
   * target columns.
   */
  public static TableOptions of(String... targets) {
    return new TableOptions(
        ',', true, List.of(targets), TableTask.AUTO, Map.of(), MissingPolicy.ERROR, true, false);
  }

  /** With another sign between cells, for example ';' or a tab. */
  public TableOptions withSeparator(char separator) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }

  /** With or without a first line of names. */
  public TableOptions withHeader(boolean header) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }

  /** With a given task. */
  public TableOptions withTask(TableTask task) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }

  /** With given kinds of some columns. */
  public TableOptions withKinds(Map<String, ColumnKind> kinds) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }

  /** With another policy for missing values. */
  public TableOptions withMissing(MissingPolicy missing) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }

  /** With or without standardization of features and of values to learn. */
  public TableOptions withStandardize(boolean standardize, boolean standardizeTargets) {
    return new TableOptions(
        separator, header, targets, task, kinds, missing, standardize, standardizeTargets);
  }
}
