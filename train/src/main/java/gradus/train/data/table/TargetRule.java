package gradus.train.data.table;

import gradus.train.data.Normalization;
import java.util.List;

/** How the target cells become what a model learns. */
public sealed interface TargetRule {
  /** The names of the target columns. */
  List<String> columns();

  /** The text of one column is a class; its label is the position in the list. */
  record Classes(String column, List<String> classes) implements TargetRule {
    /** Copies the list. */
    public Classes {
      classes = List.copyOf(classes);
    }

    @Override
    public List<String> columns() {
      return List.of(column);
    }
  }

  /** The numbers of some columns are learned, after a normalization. */
  record Numbers(List<String> columns, Normalization normalization) implements TargetRule {
    /** Copies the list. */
    public Numbers {
      columns = List.copyOf(columns);
    }
  }
}
