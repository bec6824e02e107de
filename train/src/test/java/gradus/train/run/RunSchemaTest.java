package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.activation.Activations;
import gradus.nn.config.Catalog;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.init.Initializers;
import gradus.nn.layer.Layers;
import gradus.nn.loss.Losses;
import gradus.nn.optim.Clips;
import gradus.nn.optim.Optimizers;
import gradus.nn.optim.Penalties;
import gradus.nn.schedule.Schedules;
import gradus.train.data.augment.Augmentations;
import gradus.train.run.source.DataSources;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunSchemaTest {
  private static final JsonNode SCHEMA = JsonMapper.builder().build().readTree(RunSchema.json());

  @Test
  void itIsAJsonSchemaOfTheRoot() {
    assertThat(SCHEMA.get("$schema").asString())
        .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    List<String> names = RunFileEntry.ENTRY.settings().stream().map(Setting::name).toList();
    assertThat(SCHEMA.get("properties").propertyNames()).containsExactlyElementsOf(names);
    assertThat(SCHEMA.get("required").toString()).isEqualTo("[\"data\",\"model\",\"loss\"]");
    assertThat(SCHEMA.get("additionalProperties").asBoolean()).isFalse();
    assertThat(SCHEMA.toString()).doesNotContain("Infinity", "NaN");
  }

  @Test
  void everyEntryOfEveryCatalogIsThereWithItsSettings() {
    for (Catalog<?> catalog :
        List.<Catalog<?>>of(
            Layers.CATALOG,
            Activations.CATALOG,
            Initializers.CATALOG,
            Losses.CATALOG,
            Optimizers.CATALOG,
            Schedules.CATALOG,
            Clips.CATALOG,
            Penalties.CATALOG,
            Augmentations.CATALOG)) {
      String sort = catalog.sort().replace(' ', '_');
      for (Entry<?> entry : catalog.entries()) {
        String name = sort + "." + entry.name();
        assertThat(formOf(SCHEMA.get("$defs").get(sort), entry.name()).toString())
            .contains("#/$defs/" + name);
        String found = String.valueOf(SCHEMA.get("$defs").get(name));
        for (Setting setting : entry.settings()) {
          assertThat(found).as(entry.name()).contains("\"" + setting.name() + "\":");
        }
      }
    }
    for (String source : DataSources.CATALOG.names()) {
      assertThat(SCHEMA.get("properties").get("data").toString()).contains("\"" + source + "\":");
    }
  }

  private static JsonNode formOf(JsonNode definition, String name) {
    for (JsonNode form : definition.get("anyOf")) {
      if (form.has("properties") && form.get("properties").has(name)) {
        return form;
      }
    }
    throw new AssertionError("the schema lacks " + name);
  }

  @Test
  void wordsAloneAreThoseThatNeedNoSetting() {
    String words = SCHEMA.get("$defs").get("layer").get("anyOf").get(0).toString();
    assertThat(words).contains("\"flatten\"", "\"batch_norm\"", "\"relu\"");
    assertThat(words).doesNotContain("\"dense\"", "\"conv2d\"");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references = new ArrayList<>();
    collect(SCHEMA, references);
    assertThat(references).isNotEmpty();
    for (String reference : references) {
      assertThat(SCHEMA.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
      assertThat(SCHEMA.at(reference.substring(1)).isEmpty()).as(reference).isFalse();
    }
  }

  private static void collect(JsonNode node, List<String> references) {
    if (node.has("$ref")) {
      references.add(node.get("$ref").asString());
    }
    node.forEach(child -> collect(child, references));
  }

  @Test
  void kindsBecomeTypes() {
    JsonNode settings = SCHEMA.at("/properties/train/anyOf/0/anyOf/0/properties");
    assertThat(settings.at("/batch/anyOf/0/type").asString()).isEqualTo("integer");
    assertThat(settings.at("/batch/anyOf/0/minimum").asInt()).isEqualTo(1);
    assertThat(settings.at("/batch/default").asInt()).isEqualTo(32);
    assertThat(settings.at("/drop_last/anyOf/0/type").asString()).isEqualTo("boolean");
    assertThat(settings.at("/drop_last/description").asString()).isNotEmpty();
  }
}
