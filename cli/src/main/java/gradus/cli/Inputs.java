package gradus.cli;

import gradus.core.shape.Shape;
import gradus.train.checkpoint.ModelFile;
import gradus.train.data.DataException;
import gradus.train.data.Normalization;
import gradus.train.data.file.ImageFile;
import gradus.train.data.file.ImageSpec;
import gradus.train.data.file.NpyArray;
import gradus.train.data.file.NpyFile;
import gradus.train.data.table.CsvFile;
import gradus.train.data.table.Preprocessing;
import gradus.train.data.table.Table;
import gradus.train.run.RunFile;
import gradus.train.run.source.ImageSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads examples from files and prepares them as those were that the model learned from.
 *
 * @param example the shape of one example
 * @param table how rows of a table become features; null if the model did not learn from a table
 * @param columns the names of features, if known
 * @param features the scaling of features
 * @param fit what happens to images of another aspect ratio
 * @param separator between the cells of CSV files
 * @param header whether CSV files begin with the names of their columns
 */
record Inputs(
    Shape example,
    Preprocessing table,
    List<String> columns,
    Normalization features,
    ImageSpec.Fit fit,
    char separator,
    boolean header) {

  /** As a model's file says. */
  static Inputs of(ModelFile.Content content, char separator, boolean header) {
    return new Inputs(
        content.model().example(),
        table(content.preparation()),
        content.provenance().get("columns") instanceof List<?> names
            ? names.stream().map(String::valueOf).toList()
            : List.of(),
        normalization(content.preparation(), "features"),
        fit(content.provenance()),
        separator,
        header);
  }

  /** The preprocessing of tables; null if there is none. */
  static Preprocessing table(Map<String, Object> preparation) {
    return preparation.get("table") instanceof Map<?, ?> map
        ? Preprocessing.from(typed(map))
        : null;
  }

  /** A normalization by its name in a model's file. */
  static Normalization normalization(Map<String, Object> preparation, String name) {
    return preparation.get(name) instanceof Map<?, ?> map
        ? Normalization.from(typed(map))
        : Normalization.IDENTITY;
  }

  private static Map<String, Object> typed(Map<?, ?> map) {
    Map<String, Object> typed = new LinkedHashMap<>();
    map.forEach((key, value) -> typed.put(String.valueOf(key), value));
    return typed;
  }

  private static ImageSpec.Fit fit(Map<String, Object> provenance) {
    return provenance.get("run_file") instanceof String text
            && RunFile.parse(text, "model.json", List.of()).data().source()
                instanceof ImageSource images
        ? images.fit()
        : ImageSpec.Fit.CROP;
  }

  /**
   * The features of all examples in a file, row-major.
   *
   * @throws DataException if it cannot be read or does not fit the model
   */
  float[] read(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    float[] values =
        name.endsWith(".npy")
            ? array(file)
            : name.matches(".*\\.(csv|tsv|txt)") ? rows(file) : image(file);
    int row = example.count();
    for (int at = 0; at + row <= values.length; at += row) {
      features.apply(values, at, row);
    }
    return values;
  }

  private float[] array(Path file) {
    NpyArray array = NpyFile.read(file);
    Shape shape = array.shape();
    boolean many =
        shape.rank() == example.rank() + 1 && shape.slice(1, shape.rank()).equals(example);
    if (!many && !shape.equals(example)) {
      throw new DataException(
          "%s: got an array of shape %s; must be [examples] followed by %s"
              .formatted(file, shape, example));
    }
    return array.floats();
  }

  private float[] image(Path file) {
    if (example.rank() != 3) {
      throw new DataException(
          "%s: the model takes examples of shape %s, no images; must be a .csv or .npy file"
              .formatted(file, example));
    }
    return ImageFile.read(
        file, new ImageSpec(example.size(0), example.size(1), example.size(2), fit));
  }

  private float[] rows(Path file) {
    Table rows = CsvFile.read(file, separator, header);
    return table == null ? new PlainRows(rows, columns).values(example) : table.apply(rows);
  }
}
