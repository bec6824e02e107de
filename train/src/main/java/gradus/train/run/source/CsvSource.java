package gradus.train.run.source;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.OutlierPolicy;
import gradus.train.data.Outliers;
import gradus.train.data.Scaling;
import gradus.train.data.table.ColumnKind;
import gradus.train.data.table.CsvFile;
import gradus.train.data.table.MissingPolicy;
import gradus.train.data.table.Table;
import gradus.train.data.table.TableData;
import gradus.train.data.table.TableOptions;
import gradus.train.data.table.TableSplit;
import gradus.train.data.table.TableTask;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rows of a CSV file.
 *
 * @param file the training rows
 * @param test a file of the same columns with the test rows; null for none
 * @param options how the rows are read
 */
public record CsvSource(String file, String test, TableOptions options) implements DataSource {
  private static final List<String> TASKS = List.of("auto", "classification", "regression");
  private static final List<String> MISSING = List.of("error", "mean", "median", "drop");

  /** Its line in the catalog. */
  static final Entry<DataSource> ENTRY =
      Entry.of(
          "csv",
          CsvSource.class,
          "the rows of a CSV file",
          List.of(
              Setting.text("file", null, "the training rows, relative to the run file").mandatory(),
              Setting.texts(
                  "label", "the columns to learn, by name or number; the last if not given"),
              Setting.text("test", null, "a file of the same columns with the test rows"),
              Setting.choice("task", TASKS, "auto", "what is learned"),
              Setting.texts("numeric", "columns that are numbers; found out if not given"),
              Setting.texts("categorical", "columns that are texts of a small set"),
              Setting.texts("ignore", "columns that are not used"),
              Setting.choice("missing", MISSING, "error", "what stands in for a missing value"),
              Setting.flag("standardize", true, "scale numbers to mean 0 and deviation 1"),
              Setting.flag("standardize_targets", false, "scale the values to learn likewise"),
              Setting.text("separator", ",", "the sign between cells; 'tab' for a tab"),
              Setting.flag("header", true, "whether the first line names the columns")),
          CsvSource::read,
          CsvSource::write);

  private static CsvSource read(Settings s) {
    String separator = s.text("separator").equals("tab") ? "\t" : s.text("separator");
    if (separator.length() != 1) {
      throw new IllegalArgumentException(
          "separator: got '" + separator + "'; must be one sign, or the word tab");
    }
    Map<String, ColumnKind> kinds = new LinkedHashMap<>();
    s.texts("numeric").forEach(column -> kinds.put(column, ColumnKind.NUMERIC));
    s.texts("categorical").forEach(column -> kinds.put(column, ColumnKind.CATEGORICAL));
    s.texts("ignore").forEach(column -> kinds.put(column, ColumnKind.IGNORE));
    return new CsvSource(
        s.text("file"),
        s.text("test"),
        new TableOptions(
            separator.charAt(0),
            s.flag("header"),
            s.has("label") ? s.texts("label") : List.of("-1"),
            TableTask.valueOf(s.text("task").toUpperCase(Locale.ROOT)),
            kinds,
            MissingPolicy.valueOf(s.text("missing").toUpperCase(Locale.ROOT)),
            s.flag("standardize"),
            s.flag("standardize_targets")));
  }

  private static Settings write(CsvSource x) {
    TableOptions o = x.options;
    return Settings.of(
        "file", x.file,
        "label", o.targets(),
        "test", x.test,
        "task", o.task().name().toLowerCase(Locale.ROOT),
        "numeric", columns(o, ColumnKind.NUMERIC),
        "categorical", columns(o, ColumnKind.CATEGORICAL),
        "ignore", columns(o, ColumnKind.IGNORE),
        "missing", o.missing().name().toLowerCase(Locale.ROOT),
        "standardize", o.standardize(),
        "standardize_targets", o.standardizeTargets(),
        "separator", o.separator() == '\t' ? "tab" : String.valueOf(o.separator()),
        "header", o.header());
  }

  private static List<String> columns(TableOptions options, ColumnKind kind) {
    return options.kinds().entrySet().stream()
        .filter(column -> column.getValue() == kind)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public RawData load(DataCuts cuts) {
    if (test != null && cuts.test() > 0) {
      throw new DataException(file + ": has a test file; leave out the setting 'test' beside it");
    }
    Table table = CsvFile.read(Path.of(file), options.separator(), options.header());
    TableSplit split =
        TableData.of(aligned(table, cuts.labelShift()), options)
            .first(cuts.limit())
            .split(cuts.validation(), cuts.test(), cuts.key(), cuts.outliers());
    DataSplit parts = split.split();
    if (test != null) {
      Table rows = CsvFile.read(Path.of(test), options.separator(), options.header());
      Dataset tested = TableData.dataset(rows, split.preprocessing());
      if (cuts.outliers() == OutlierPolicy.DROP) {
        // The rule does not depend on scale, so scaled rows do as well.
        tested = Outliers.of(parts.train()).without(tested);
      }
      parts = new DataSplit(parts.train(), parts.validation(), tested);
    }
    return new RawData(parts, split.preprocessing(), Scaling.NONE, Scaling.NONE);
  }

  private Table aligned(Table table, int shift) {
    return shift == 0
        ? table
        : table.withCellsFrom(options.targets().stream().map(table::column).toList(), shift);
  }

  @Override
  public CsvSource in(Path base) {
    return new CsvSource(Folders.resolve(base, file), Folders.resolve(base, test), options);
  }
}
