package gradus.train.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.train.data.DataException;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class TableDataTest {
  private static final String PETS =
      """
      age,colour,weight,kind
      1,red,10,cat
      2,blue,20,dog
      3,red,30,cat
      4,green,40,dog
      """;

  @TempDir Path folder;

  private static Table table(String text) {
    return table(text, true);
  }

  private static Table table(String text, boolean header) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return CsvFile.read(new ByteArrayInputStream(bytes), "pets.csv", ',', header);
  }

  private static void refused(String text, TableOptions options, String message) {
    assertThatThrownBy(() -> TableData.of(table(text), options).whole())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void kindsAreInferredAndTextsBecomeOneHot() {
    TableOptions options = TableOptions.of("kind").withStandardize(false, false);
    TableSplit whole = TableData.of(table(PETS), options).whole();
    Dataset data = whole.split().train();
    assertThat(data.columns())
        .containsExactly("age", "colour=blue", "colour=green", "colour=red", "weight");
    assertThat(data.features().toArray())
        .containsExactly(1, 0, 0, 1, 10, 2, 1, 0, 0, 20, 3, 0, 0, 1, 30, 4, 0, 1, 0, 40);
    assertThat(data.labels().classes()).containsExactly("cat", "dog");
    assertThat(data.labels().toArray()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void theFirstRowsKeepTheClassesOfAll() {
    TableData all = TableData.of(table(PETS), TableOptions.of("kind"));
    Labels first = all.first(1).whole().split().train().labels();
    assertThat(first.toArray()).containsExactly(0);
    assertThat(first.classes()).containsExactly("cat", "dog");
    assertThat(all.first(0)).isSameAs(all);
    assertThat(all.first(9)).isSameAs(all);

    TableData weights = TableData.of(table(PETS), TableOptions.of("weight"));
    assertThat(weights.first(3).whole().split().train().size()).isEqualTo(3);
  }

  @Test
  void standardizationIsLearnedOnTheTrainingPartOnly() {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 40; i++) {
      text.append(i * i).append(',').append(i % 2).append('\n');
    }
    TableSplit split = TableData.of(table(text.toString()), TableOptions.of("y")).split(0.5, 3);
    double sum = 0;
    double squares = 0;
    for (float value : split.split().train().features().toArray()) {
      sum += value;
      squares += value * value;
    }
    assertThat(sum / 20).isCloseTo(0, within(1e-6));
    assertThat(squares / 20).isCloseTo(1, within(1e-6));
    NumericRule rule = (NumericRule) split.preprocessing().features().getFirst();
    assertThat(rule.mean()).isNotEqualTo(513.5); // the mean of all rows
    float first = split.split().validation().features().toArray()[0];
    double raw = first * rule.deviation() + rule.mean();
    assertThat(Math.sqrt(raw)).isCloseTo(Math.rint(Math.sqrt(raw)), within(1e-3));
  }

  @Test
  void thePreprocessingSurvivesJsonAndServesNewRows() {
    TableSplit whole = TableData.of(table(PETS), TableOptions.of("kind")).whole();
    JsonMapper json = new JsonMapper();
    String text = json.writeValueAsString(whole.preprocessing().toMap());
    @SuppressWarnings("unchecked")
    Map<String, Object> map = json.readValue(text, Map.class);
    Preprocessing back = Preprocessing.from(map);
    assertThat(back.toMap()).isEqualTo(whole.preprocessing().toMap());
    // other order of columns, no target, a colour never seen
    float[] features = back.apply(table("weight,age,name,colour\n30,3,Tom,red\n25,2.5,Max,pink\n"));
    float[] known = whole.split().train().features().toArray();
    assertThat(Arrays.copyOfRange(features, 0, 5)).isEqualTo(Arrays.copyOfRange(known, 10, 15));
    assertThat(Arrays.copyOfRange(features, 5, 10)).containsExactly(0, 0, 0, 0, 0);
    Dataset evaluated = TableData.dataset(table(PETS), back);
    assertThat(evaluated.hash()).isEqualTo(whole.split().train().hash());
  }

  @Test
  void aStoredPreprocessingThatIsDamagedIsRefused() {
    assertThatThrownBy(() -> Preprocessing.from(Map.of("features", "x")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("key 'features'");
  }

  @Test
  void aRegressionMayScaleItsTargets() {
    TableOptions options =
        TableOptions.of("weight").withTask(TableTask.REGRESSION).withStandardize(true, true);
    TableSplit whole = TableData.of(table(PETS), options).whole();
    float[] scaled = ((Values) whole.split().train().targets()).toArray();
    assertThat(scaled[0]).isCloseTo(-15 / (float) Math.sqrt(125), within(1e-6f));
    TargetRule.Numbers rule = (TargetRule.Numbers) whole.preprocessing().target();
    rule.normalization().undo(scaled, 0, 4);
    assertThat(scaled).containsExactly(new float[] {10, 20, 30, 40}, within(1e-4f));
  }

  @Test
  void theTaskIsInferredFromTheTarget() {
    assertThat(TableData.of(table(PETS), TableOptions.of("age")).targets())
        .isInstanceOf(Labels.class);
    String decimal = PETS.replace(",10,", ",10.5,");
    assertThat(TableData.of(table(decimal), TableOptions.of("weight")).targets())
        .isInstanceOf(Values.class);
  }

  @Test
  void classesThatAreNumbersComeInTheirOrder() {
    Labels labels =
        (Labels) TableData.of(table("x,y\n1,10\n2,9\n3,10\n"), TableOptions.of("y")).targets();
    assertThat(labels.classes()).containsExactly("9", "10");
    assertThat(labels.toArray()).containsExactly(1, 0, 1);
  }

  @Test
  void aTableWithoutHeaderIsReadByNumbers() {
    Table bare = table("1,a\n2,b\n", false);
    assertThat(bare.columns()).containsExactly("column_0", "column_1");
    Labels labels = (Labels) TableData.of(bare, TableOptions.of("-1")).targets();
    assertThat(labels.classes()).containsExactly("a", "b");
  }

  @Test
  void missingValuesAreFilledFromTheTrainingPartOrTheRowIsDropped() {
    String text = "x,c,y\n1,a,0\n,a,1\n2,?,0\n9,b,1\n";
    TableOptions options = TableOptions.of("y").withStandardize(false, false);
    assertThat(filled(text, options.withMissing(MissingPolicy.MEAN)))
        .containsExactly(1, 1, 0, 4, 1, 0, 2, 1, 0, 9, 0, 1);
    assertThat(filled(text, options.withMissing(MissingPolicy.MEDIAN)))
        .containsExactly(1, 1, 0, 2, 1, 0, 2, 1, 0, 9, 0, 1);
    assertThat(filled(text, options.withMissing(MissingPolicy.DROP)))
        .containsExactly(1, 1, 0, 9, 0, 1);
    refused(text, options, "pets.csv: line 3, column 'x': the value is missing");
  }

  private static float[] filled(String text, TableOptions options) {
    return TableData.of(table(text), options).whole().split().train().features().toArray();
  }

  @Test
  void aMissingTargetIsNeverFilled() {
    refused(
        "x,y\n1,0\n2,\n",
        TableOptions.of("y").withMissing(MissingPolicy.MEAN),
        "line 3, column 'y': the value is missing");
  }

  @Test
  void aMissingColumnNamesTheNearest() {
    refused(PETS, TableOptions.of("kinds"), "no column 'kinds'; the nearest is 'kind'");
    refused(PETS, TableOptions.of("9"), "no column number 9");
    Preprocessing learned =
        TableData.of(table(PETS), TableOptions.of("kind")).whole().preprocessing();
    assertThatThrownBy(() -> learned.apply(table("ages,colour,weight\n1,red,2\n")))
        .hasMessageContaining("no column 'age'; the nearest is 'ages'");
  }

  @Test
  void aCellThatIsNoNumberIsNamed() {
    StringBuilder text = new StringBuilder("x,y\n");
    for (int i = 0; i < 20; i++) {
      text.append(i == 5 ? "1o" : "10").append(',').append(i % 2).append('\n');
    }
    refused(
        text.toString(), TableOptions.of("y"), "line 7, column 'x': got '1o'; must be a number");
    refused(
        PETS,
        TableOptions.of("kind").withKinds(Map.of("colour", ColumnKind.NUMERIC)),
        "line 2, column 'colour': got 'red'");
  }

  @Test
  void aNumberThatIsNotFiniteIsNamed() {
    refused(
        PETS.replace(",30,", ",1e99,"),
        TableOptions.of("kind"),
        "line 4, column 'weight': got 1e99; must be finite");
    refused(PETS.replace(",30,", ",-inf,"), TableOptions.of("kind"), "got -inf; must be finite");
  }

  @Test
  void aTargetThatIsNoNumberIsNamed() {
    refused(
        PETS,
        TableOptions.of("colour").withTask(TableTask.REGRESSION),
        "line 2, column 'colour': got 'red'");
  }

  @Test
  void raggedRowsAreRefused() {
    assertThatThrownBy(() -> table("a,b\n1,2\n3\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("pets.csv: line 3: got 1 cells; must be 2");
  }

  @Test
  void columnsOfOneNameAreRefused() {
    assertThatThrownBy(() -> table("a,a\n1,2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("two columns are called 'a'");
  }

  @Test
  void aHeaderAloneIsRefused() {
    assertThatThrownBy(() -> table("a,b\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no row of data");
  }

  @Test
  void anOpenQuoteIsRefused() {
    assertThatThrownBy(() -> table("a,b\n1,\"2\n"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("is no readable CSV near line 2");
  }

  @Test
  void aMissingOrEmptyFileIsRefused() throws Exception {
    assertThatThrownBy(() -> TableData.read(folder.resolve("no.csv"), TableOptions.of("y")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no such file");
    Path empty = Files.createFile(folder.resolve("empty.csv"));
    assertThatThrownBy(() -> TableData.read(empty, TableOptions.of("y")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the file is empty");
    assertThatThrownBy(() -> TableData.read(folder, TableOptions.of("y")))
        .hasMessageContaining("is a folder");
  }

  @Test
  void oneClassOnlyIsRefused() {
    refused("x,y\n1,a\n2,a\n", TableOptions.of("y"), "the one class [a]");
  }

  @Test
  void aClassTheModelDoesNotKnowIsRefused() {
    Preprocessing learned =
        TableData.of(table(PETS), TableOptions.of("kind")).whole().preprocessing();
    assertThatThrownBy(() -> TableData.dataset(table(PETS.replace("dog", "cow")), learned))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("line 3, column 'kind': got class 'cow'");
  }

  @Test
  void aColumnOfNamesIsRefusedAsAFeature() {
    StringBuilder text = new StringBuilder("id,y\n");
    for (int i = 0; i < 300; i++) {
      text.append("id").append(i).append(',').append(i % 2).append('\n');
    }
    refused(text.toString(), TableOptions.of("y"), "column 'id' has 300 different texts");
  }

  @Test
  void otherSeparatorsMarksAndPackedFilesAreRead() throws Exception {
    Path file =
        Files.writeString(folder.resolve("a.csv"), "\uFEFFx; y\r\n1;\"a;b\"\r\n\r\n2;c\r\n");
    Table read = CsvFile.read(file, ';', true);
    assertThat(read.columns()).containsExactly("x", "y");
    assertThat(read.rows().get(0).cells()).isEqualTo(List.of("1", "a;b"));
    assertThat(read.rows().get(1).line()).isEqualTo(4);
  }
}
