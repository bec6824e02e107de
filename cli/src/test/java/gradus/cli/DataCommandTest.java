package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.data.catalog.DataCatalog;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands about data, and the schema. */
class DataCommandTest {
  @TempDir private Path folder;

  @Test
  void listsAllSets() {
    Session session = Session.run("data", "list", "--json").exits(0);
    assertThat(session.json()).hasSize(DataCatalog.entries().size() + 1);
    assertThat(Session.run("data", "list").exits(0).out()).contains("digits", "1,797 examples");
  }

  @Test
  void jsonMayStandBeforeTheInnerCommand() {
    assertThat(Session.run("data", "--json", "list").exits(0).summary().get("available").asInt())
        .isGreaterThanOrEqualTo(5);
  }

  @Test
  void showsASet() {
    JsonNode summary = Session.run("data", "show", "iris", "--json").exits(0).summary();
    assertThat(summary.get("counts").get("setosa").asInt()).isEqualTo(50);
    assertThat(summary.get("hash").asString()).hasSizeGreaterThan(16);
    assertThat(Session.run("data", "show", "wine").exits(0).out()).contains("[13]", "CC BY 4.0");
  }

  @Test
  void writesSamplesThatTrain() {
    Path samples = folder.resolve("a folder/samples");
    Session.run("data", "sample", samples, "--train", 40, "--test", 10).exits(0);
    for (String name : new String[] {"train_data", "train_labels", "test_data", "test_labels"}) {
      assertThat(samples.resolve(name + ".npy")).isNotEmptyFile();
    }
  }

  @Test
  void printsTheSchema() {
    assertThat(Session.run("schema").exits(0).out()).startsWith("{").contains("\"$schema\"");
    assertThat(Session.run("schema", "--json").exits(0).summary().get("schema").has("properties"))
        .isTrue();
  }
}
