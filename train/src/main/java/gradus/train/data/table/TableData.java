package gradus.train.data.table;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.Dataset;
import gradus.train.data.DenseFeatures;
import gradus.train.data.Imputation;
import gradus.train.data.Labels;
import gradus.train.data.NearestName;
import gradus.train.data.Normalization;
import gradus.train.data.OutlierPolicy;
import gradus.train.data.Outliers;
import gradus.train.data.Scaling;
import gradus.train.data.Stratification;
import gradus.train.data.Targets;
import gradus.train.data.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A table with the kinds of its columns known and its targets read, ready to be split. */
public final class TableData {
  private final Table table;
  private final TableOptions options;
  private final TableColumns columns;
  private final Targets targets;

  private TableData(Table table, TableOptions options, TableColumns columns, Targets targets) {
    this.table = table;
    this.options = options;
    this.columns = columns;
    this.targets = targets;
  }

  /**
   * Reads a CSV file.
   *
   * @throws DataException if the file or a cell cannot be used (names line and column)
   */
  public static TableData read(Path path, TableOptions options) {
    return of(CsvFile.read(path, options.separator(), options.header()), options);
  }

  /**
   * Takes a table.
   *
   * @throws DataException if a column is not there, a cell no number or missing
   */
  public static TableData of(Table table, TableOptions options) {
    TableColumns columns = TableColumns.of(table, options);
    Table kept = withoutMissing(table, options, columns);
    Targets targets = targets(kept, columns);
    if (targets instanceof Labels labels && labels.classes().size() < 2) {
      throw new DataException(
          "%s: got %d rows with the one class %s; a classifier needs two or more"
              .formatted(table.source(), kept.rows().size(), labels.classes()));
    }
    return new TableData(kept, options, columns, targets);
  }

  /**
   * The first examples alone. A classifier keeps the classes of all, so that its shape does not
   * depend on how many are taken.
   *
   * @param count how many; 0, or more than there are, for all
   */
  public TableData first(int count) {
    if (count <= 0 || count >= table.rows().size()) {
      return this;
    }
    Table rows = new Table(table.source(), table.columns(), table.rows().subList(0, count));
    Targets theirs =
        targets instanceof Labels labels
            ? labels(rows, columns.targets().getFirst(), labels.classes())
            : values(rows, columns.targets());
    return new TableData(rows, options, columns, theirs);
  }

  private static Table withoutMissing(Table table, TableOptions options, TableColumns columns) {
    List<Table.Row> kept = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      int missing = firstMissing(table, row, columns);
      boolean target = columns.targets().contains(missing);
      boolean keep =
          switch (options.missing()) {
            case DROP -> missing < 0;
            case ERROR -> keepOrRefuse(table, row, missing);
            case MEAN, MEDIAN -> keepOrRefuse(table, row, target ? missing : -1);
          };
      if (keep) {
        kept.add(table.rows().get(row));
      }
    }
    if (kept.isEmpty()) {
      throw new DataException(
          table.source() + ": every row misses a value; fill them: missing: mean");
    }
    return new Table(table.source(), table.columns(), kept);
  }

  private static boolean keepOrRefuse(Table table, int row, int missing) {
    if (missing >= 0) {
      throw new DataException(
          table.place(row, missing)
              + ": the value is missing; fill it in, or set missing: mean, median or drop");
    }
    return true;
  }

  /** The first column used whose cell is missing, targets before features; -1 if none is. */
  private static int firstMissing(Table table, int row, TableColumns columns) {
    for (int target : columns.targets()) {
      if (Cell.isMissing(table.cell(row, target))) {
        return target;
      }
    }
    for (int c = 0; c < columns.kinds().size(); c++) {
      if (columns.kinds().get(c) != ColumnKind.IGNORE && Cell.isMissing(table.cell(row, c))) {
        return c;
      }
    }
    return -1;
  }

  private static Targets targets(Table table, TableColumns columns) {
    return columns.classification()
        ? labels(table, columns.targets().getFirst(), classes(table, columns.targets().getFirst()))
        : values(table, columns.targets());
  }

  /** All classes of the table, in the order of numbers if all are whole numbers. */
  private static List<String> classes(Table table, int column) {
    TreeSet<String> classes = new TreeSet<>();
    table.rows().forEach(row -> classes.add(row.cells().get(column)));
    boolean whole = classes.stream().allMatch(text -> text.matches("-?\\d{1,9}"));
    return whole
        ? classes.stream().sorted(Comparator.comparingInt(Integer::parseInt)).toList()
        : List.copyOf(classes);
  }

  private static Labels labels(Table table, int column, List<String> classes) {
    int[] labels = new int[table.rows().size()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = classes.indexOf(table.cell(row, column));
      if (labels[row] < 0) {
        throw new DataException(
            "%s: got class '%s'; must be one the model knows, the nearest is '%s'"
                .formatted(
                    table.place(row, column),
                    table.cell(row, column),
                    NearestName.to(table.cell(row, column), classes)));
      }
    }
    return new Labels(labels, classes);
  }

  private static Values values(Table table, List<Integer> columns) {
    int width = columns.size();
    float[] values = new float[table.rows().size() * width];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Cell.number(table, i / width, columns.get(i % width));
    }
    return Values.of(table.source(), values, columns.stream().map(table.columns()::get).toList());
  }

  /** The number of rows that are used. */
  public int size() {
    return table.rows().size();
  }

  /** The labels or values, not scaled. */
  public Targets targets() {
    return targets;
  }

  /**
   * Splits the rows by lot, stratified by class, and learns the preprocessing on the first part.
   */
  public TableSplit split(double fraction, long key) {
    List<int[]> parts = Stratification.cut(table.source(), targets, fraction, key);
    Preprocessing learned = learn(parts.get(0), options, _ -> Imputation.NONE);
    Dataset train = dataset(parts.get(0), learned);
    Dataset validation = dataset(parts.get(1), learned);
    return new TableSplit(new DataSplit(train, validation, train.slice(0, 0)), learned);
  }

  /** Learns the preprocessing on all rows. */
  public TableSplit whole() {
    return split(0, 0, 0, OutlierPolicy.KEEP);
  }

  /**
   * Cuts a test part off by lot, then a validation part off the rest, both stratified by class, and
   * learns the preprocessing on what remains.
   *
   * @param validation the fraction of the rest; 0 for no such part
   * @param test the fraction of all rows; 0 for no such part
   * @param outliers what is done with numbers far outside, by {@link Outliers}, before anything
   *     else is learned
   * @throws DataException if a part would be empty
   */
  public TableSplit split(double validation, double test, long key, OutlierPolicy outliers) {
    int[] train = IntStream.range(0, size()).toArray();
    int[] tested = {};
    int[] validated = {};
    if (test > 0) {
      List<int[]> parts = Stratification.cut(table.source(), targets, 1 - test, key + 1);
      train = parts.get(0);
      tested = parts.get(1);
    }
    if (validation > 0) {
      Targets left = targets.pick(train);
      List<int[]> parts = Stratification.cut(table.source(), left, 1 - validation, key);
      validated = pick(train, parts.get(1));
      train = pick(train, parts.get(0));
    }
    IntFunction<Imputation> far = _ -> Imputation.NONE;
    if (outliers != OutlierPolicy.KEEP) {
      Preprocessing plain = learn(train, options.withStandardize(false, false), far);
      Dataset rows = dataset(train, plain);
      Outliers rule = Outliers.of(rows);
      if (outliers == OutlierPolicy.FILL) {
        far = rule::imputation;
      } else {
        train = pick(train, rule.keptOf(rows));
        validated = pick(validated, rule.keptOfHeldOut(dataset(validated, plain)));
        tested = pick(tested, rule.keptOfHeldOut(dataset(tested, plain)));
      }
    }
    Preprocessing learned = learn(train, options, far);
    return new TableSplit(
        new DataSplit(
            dataset(train, learned), dataset(validated, learned), dataset(tested, learned)),
        learned);
  }

  private static int[] pick(int[] rows, int[] positions) {
    return Arrays.stream(positions).map(position -> rows[position]).toArray();
  }

  /**
   * What rows teach.
   *
   * @param far what stands in for numbers far outside, by feature
   */
  private Preprocessing learn(int[] rows, TableOptions asked, IntFunction<Imputation> far) {
    PreprocessingLearner learner = new PreprocessingLearner(table.pick(rows), asked);
    List<FeatureRule> rules = new ArrayList<>();
    int feature = 0;
    for (int c = 0; c < columns.kinds().size(); c++) {
      switch (columns.kinds().get(c)) {
        case NUMERIC -> rules.add(learner.numeric(c, far.apply(feature)));
        case CATEGORICAL -> rules.add(learner.categorical(c));
        case IGNORE -> {
          continue;
        }
      }
      feature += rules.getLast().width();
    }
    return new Preprocessing(rules, targetRule(rows, asked));
  }

  private TargetRule targetRule(int[] rows, TableOptions asked) {
    return switch (targets) {
      case Labels labels ->
          new TargetRule.Classes(
              table.columns().get(columns.targets().getFirst()), labels.classes());
      case Values values -> {
        Scaling scaling = asked.standardizeTargets() ? Scaling.STANDARDIZE : Scaling.NONE;
        float[] none = new float[rows.length];
        Dataset part = Dataset.of(table.source(), Shape.of(1), none, values.pick(rows));
        yield new TargetRule.Numbers(values.names(), Normalization.learnTargets(scaling, part));
      }
    };
  }

  private Dataset dataset(int[] rows, Preprocessing learned) {
    return dataset(table.pick(rows), learned, targets.pick(rows));
  }

  private static Dataset dataset(Table rows, Preprocessing learned, Targets targets) {
    Targets scaled =
        learned.target() instanceof TargetRule.Numbers numbers
            ? numbers.normalization().applyTo(targets)
            : targets;
    Shape shape = Shape.of(learned.width());
    DenseFeatures features =
        new DenseFeatures(learned.apply(rows), rows.rows().size(), learned.width());
    return new Dataset(rows.source(), shape, features, scaled, learned.featureNames(), "");
  }

  /**
   * A table with targets, turned into numbers by a stored preprocessing: to evaluate a model.
   *
   * @throws DataException if a column is not there, or a class is none of the stored ones
   */
  public static Dataset dataset(Table table, Preprocessing stored) {
    Targets targets =
        switch (stored.target()) {
          case TargetRule.Classes(String column, List<String> classes) ->
              labels(table, table.column(column), classes);
          case TargetRule.Numbers(List<String> names, Normalization normalization) ->
              values(table, names.stream().map(table::column).toList());
        };
    return dataset(table, stored, targets);
  }
}
