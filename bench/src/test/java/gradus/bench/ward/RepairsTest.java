package gradus.bench.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.health.Symptom;
import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs are judged by the gap that they close. */
class RepairsTest {
  private static final String RUN =
      """
      data: {set: iris, validation: 0.2, test: 0.3}
      model: [{dense: {units: 8, activation: tanh}}, {dense: 3}]
      loss: cross_entropy
      optimizer: {sgd: {rate: %s}}
      metrics: accuracy
      train: {epochs: 8, batch: 8}
      """;

  @Test
  void theUsualRepairNormalizesEveryHiddenLayer() {
    RunFile run = RunFile.parse(Net.of("digits", 3, 8).sheet().yaml(), "r", List.of());
    RunFile healed = BlindRepairs.usual().heal(run, 1).run().orElseThrow();
    assertThat(healed.toYaml().lines().filter(line -> line.contains("batch_norm"))).hasSize(3);
    assertThat(healed.toYaml()).contains("global_norm", "he_normal").doesNotContain("activation");
    RunFile residual =
        RunFile.parse(
            Net.of("digits", 3, 8).style(Net.Style.REZERO).sheet().yaml(), "r", List.of());
    assertThat(BlindRepairs.usual().heal(residual, 1).run()).isPresent();
    assertThat(BlindRepairs.random().heal(run, 1).run().orElseThrow().toYaml())
        .isNotEqualTo(run.toYaml());
  }

  @Test
  void measuresTheGapThatIsClosed(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("sick.yaml"), RUN.formatted("1e-7"));
    Files.writeString(folder.resolve("well.yaml"), RUN.formatted("0.1"));
    Truth sick = sick(Symptom.RATE_TOO_LOW);
    Truth well = new Truth("well.yaml", Optional.empty(), List.of(), "", Map.of());
    Ward ward = new Ward(folder, List.of(sick, well));
    Repairs repairs = new Repairs(folder, 1, 3);
    RunFile cured = ward.run(well);
    List<Repairs.Outcome> outcomes =
        repairs.of(
            ward,
            healer(
                run ->
                    run.toYaml().contains("1.0E-7") || run.toYaml().contains("1e-7")
                        ? new Healer.Healing(Optional.of(cured), List.of("rate"), 1.5)
                        : new Healer.Healing(Optional.empty(), List.of(), 1)));
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.getFirst().closed()).isCloseTo(1, within(1e-9));
    assertThat(outcomes.getFirst().harm()).isZero();
    assertThat(outcomes.getLast().touched()).isFalse();
    assertThat(String.join("\n", Repairs.table(Map.of("h", outcomes))))
        .contains("| h | 1/1 = 100.0 % (2.5–100.0) | 100 % | 0/1");
  }

  @Test
  void heldOutExamplesThatAreLeftOutCountAsChance(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("sick.yaml"), RUN.formatted("1e-7"));
    Files.writeString(folder.resolve("well.yaml"), RUN.formatted("0.1"));
    Truth sick = sick(Symptom.RATE_TOO_LOW);
    RunFile half = RunFile.parse(RUN.formatted("0.1").replace("0.3}", "0.15}"), "r", List.of());
    List<Repairs.Outcome> outcomes =
        new Repairs(folder, 1, 3)
            .of(
                new Ward(folder, List.of(sick)),
                healer(_ -> new Healer.Healing(Optional.of(half), List.of("test"), 1)));
    assertThat(outcomes.getFirst().closed()).isBetween(-0.5, 0.7);
  }

  @Test
  void whatIsLearnedFromInPlaceOfHoldingOutMostIsNotLeftOut(@TempDir Path folder)
      throws IOException {
    String whole = RUN.replace(", test: 0.3", "");
    String few = whole.formatted("1e-7").replace("validation: 0.2", "validation: 0.9");
    Files.writeString(folder.resolve("sick.yaml"), few);
    Files.writeString(folder.resolve("well.yaml"), whole.formatted("0.1"));
    Truth sick = sick(Symptom.OVERFITTING);
    RunFile usual = RunFile.parse(whole.formatted("0.1"), "r", List.of());
    List<Repairs.Outcome> outcomes =
        new Repairs(folder, 1, 3)
            .of(
                new Ward(folder, List.of(sick)),
                healer(_ -> new Healer.Healing(Optional.of(usual), List.of("validation"), 1)));
    assertThat(outcomes.getFirst().closed()).isCloseTo(1, within(1e-9));
  }

  private static Truth sick(Symptom symptom) {
    return new Truth("sick.yaml", Optional.of(symptom), List.of(), "", Map.of("twin", "well.yaml"));
  }

  private interface Heals {
    Healer.Healing heal(RunFile run);
  }

  private static Healer healer(Heals heals) {
    return new Healer() {
      @Override
      public String name() {
        return "h";
      }

      @Override
      public Healing heal(RunFile run, double budget) {
        return heals.heal(run);
      }
    };
  }
}
