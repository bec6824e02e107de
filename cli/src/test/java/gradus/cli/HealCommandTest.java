package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.train.run.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealCommandTest {
  private static final String RUN =
      """
      # of the cellar
      data: {set: wine, validation: 0.3, normalize: %s}   # as it came
      model: [dense: {units: 16, activation: relu}, dense: 3]
      loss: cross_entropy
      optimizer: {momentum: 0.02}
      train: {epochs: 10, batch: 8, threads: 1}
      """;

  @TempDir private Path folder;

  private Path file(String normalize) throws IOException {
    Path file = folder.resolve("sick.yaml");
    Files.writeString(file, RUN.formatted(normalize));
    return file;
  }

  @Test
  void writesAHealedRunFileThatCanBeCheckedAgain() throws IOException {
    Path picture = folder.resolve("p.png");
    Session session = Session.run("heal", file("none"), "--picture", picture).exits(0);
    assertThat(session.out())
        .contains("- data: {set: wine, validation: 0.3, normalize: none}")
        .contains("+ data: {set: wine, validation: 0.3, normalize: standardize}")
        .contains("+ # standardize_inputs: Inputs are scaled")
        .contains("healed: the inputs are not normalized; cured by standardize_inputs: ")
        .contains("cost ");
    assertThat(picture).exists();
    assertThat(folder.resolve("sick-healed.html"))
        .content()
        .contains("<b>Healed.</b> The inputs are not normalized; cured by standardize inputs")
        .contains(
            "<span class=\"new\">+ data: {set: wine, validation: 0.3, normalize: standardize}")
        .contains("id=\"cure-loss\"", "id=\"flow-before\"", "id=\"flow-after\"", "id=\"pairs\"")
        .contains("before, held out");
    assertThat(folder.resolve("p-flow.png")).exists();
    RunFile healed = RunFile.read(folder.resolve("sick-healed.yaml"));
    assertThat(healed.toYaml()).contains("normalize: standardize");
    assertThat(folder.resolve("sick-healed.yaml"))
        .content()
        .startsWith("# of the cellar\n# standardize_inputs: ")
        .contains("normalize: standardize}   # as it came\nmodel: [dense: {units: 16,");

    Path certificate = folder.resolve("sick-healed.json");
    assertThat(Session.run("heal", "--verify", certificate).exits(0).out())
        .contains("the same to the bit");
    String text = Files.readString(certificate);
    Files.writeString(certificate, text.replace("\"seed\" : 1", "\"seed\" : 7"));
    Session wrong = Session.run("heal", "--verify", certificate, "--json").exits(1);
    assertThat(wrong.summary().get("verified").asBoolean()).isFalse();
    assertThat(wrong.summary().get("differences").get(0).asString()).startsWith("seed 7");
  }

  @Test
  void aHealthyRunIsLeftAlone() throws IOException {
    Session session = Session.run("heal", file("standardize"), "--json").exits(0);
    assertThat(session.summary().get("verdict").asString()).isEqualTo("healthy");
    assertThat(session.summary().get("trainings").asDouble()).isBetween(0.99, 1.01);
    assertThat(folder.resolve("sick-healed.yaml")).doesNotExist();
    assertThat(folder.resolve("sick-healed.html")).doesNotExist();
  }

  @Test
  void aRunWithLearnedWeightsKeepsThem() throws IOException {
    Path runs = folder.resolve("runs");
    Path slow = file("standardize");
    Session.run("train", slow, "-o", runs, "--set", "optimizer.momentum.rate=1e-6").exits(0);
    Path run;
    try (var all = Files.list(runs)) {
      run = all.findFirst().orElseThrow();
    }
    Session session = Session.run("heal", run, "--json").exits(0);
    Path healed = Path.of(session.summary().get("healed").asString());
    RunFile file = RunFile.read(healed);
    assertThat(Path.of(file.init().transfer().from())).exists();
    Session.run("heal", "--verify", session.summary().get("certificate").asString()).exits(0);
    Path after = folder.resolve("after");
    Session.run("train", healed, "-o", after).exits(0);
    Path page = Samples.only(after).resolve("report.html");
    assertThat(page).content().contains("Before and after", "healed from");
    Session.run("report", Samples.only(after)).exits(0);
    assertThat(page).content().contains("id=\"cure-loss\"", "id=\"cure-flow\"");
    Files.move(run.resolve("events.jsonl"), run.resolve("away"));
    Session.run("report", Samples.only(after)).exits(0);
    assertThat(page).content().doesNotContain("Before and after");
  }

  @Test
  void wrongUseEndsWithTwo() throws IOException {
    assertThat(Session.run("heal").exits(2).error()).contains("name a run file");
    assertThat(Session.run("heal", file("none"), "--budget", "0").exits(2).error())
        .contains("above 0");
    assertThat(Session.run("heal", "--verify", folder.resolve("no.json")).exits(2).error())
        .contains("no such file");
  }
}
