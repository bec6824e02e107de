package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.layer.Dense;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Clip;
import gradus.nn.optim.L2;
import gradus.nn.optim.WeightAverage;
import gradus.nn.schedule.Cosine;
import gradus.train.run.source.CsvSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFileTest {
  static final String SMALL =
      """
      data: digits
      model: [flatten, dense: 10]
      loss: cross_entropy
      """;

  static RunFile parse(String text, String... overrides) {
    return RunFile.parse(text, "run.yaml", List.of(overrides));
  }

  @Test
  void theSketchOfTheDesignIsRead() {
    RunFile run =
        parse(
            """
            name: digits
            seed: 42
            data: {set: digits, validation: 0.2}
            model:
              - conv2d: {filters: 32, kernel: 3, activation: relu}
              - batch_norm
              - max_pool: 2
              - residual: [ {conv2d: {filters: 32, kernel: 3, activation: relu}} ]
              - flatten
              - dropout: 0.3
              - dense: 10
            loss: cross_entropy
            optimizer: {adam: {rate: 1e-3}}
            schedule: {cosine: {warmup: 0.05}}
            clip: {global_norm: 1.0}
            penalties: {l2: 1e-4}
            train: {epochs: 20, batch: 64, stop: {patience: 5, accuracy: 0.995}}
            health: {every: 10}
            """);
    assertThat(run.seed()).isEqualTo(42);
    assertThat(run.layers()).hasSize(7).last().isEqualTo(Dense.of(10));
    assertThat(run.loss()).isEqualTo(CrossEntropy.ofLabels());
    assertThat(run.optimizer()).isEqualTo(Adam.of(1e-3));
    assertThat(run.schedule()).isEqualTo(Cosine.of().withWarmup(0.05));
    assertThat(run.clip()).isEqualTo(Clip.globalNorm(1));
    assertThat(run.penalties()).containsExactly(L2.of(1e-4));
    assertThat(run.train().stop().patience()).isEqualTo(5);
    assertThat(run.train().stop().targets()).isEqualTo(Map.of("accuracy", 0.995));
    assertThat(run.metrics()).containsExactly("accuracy");
    assertThat(run.health().every()).isEqualTo(10);
    assertThat(run.data().cuts().validation()).isEqualTo(0.2);
    assertThat(run.recipe().updates().optimizer()).isEqualTo(run.optimizer());
  }

  @Test
  void whatIsNotGivenHasItsDefault() {
    RunFile run = parse(SMALL);
    assertThat(run.optimizer()).isEqualTo(Adam.of(1e-3));
    assertThat(run.schedule()).isNull();
    assertThat(run.clip()).isNull();
    assertThat(run.penalties()).isEmpty();
    assertThat(run.train()).isEqualTo(TrainSettings.of());
    assertThat(run.train().epochs()).isEqualTo(20);
    assertThat(run.train().stop()).isEqualTo(StopSettings.NEVER);
    assertThat(run.init()).isEqualTo(InitSettings.NONE);
    assertThat(run.output()).isEqualTo("runs");
    assertThat(parse(SMALL, "train.steps=100").train().epochs()).isZero();
  }

  @Test
  void everythingGivenComesBack() {
    RunFile run =
        parse(
            """
            name: all of it
            seed: -7
            data:
              csv:
                file: houses.csv
                label: [price, rent]
                test: later.csv
                task: regression
                categorical: [town]
                ignore: id
                missing: median
                standardize_targets: true
                separator: tab
              validation: 0.25
              split_key: 3
              limit: 500
              normalize: scale
              mixup: 0.4
            model:
              - graph:
                  nodes:
                    - {name: a, layer: {dense: 8}, inputs: input}
                    - {name: b, layer: {dense: {units: 8, initializer: {he_normal: {slope: 0.1}}}}, inputs: input}
                    - {name: c, layer: {leaky_relu: 0.2}, inputs: [a, b], join: add}
              - dense: {units: 2, bias: false}
            loss: {huber: 0.5}
            optimizer: {muon: {rate: 0.02}}
            schedule: {warmup: {length: 100, then: {step: {}}}}
            clip: {adaptive: 0.01}
            penalties: [{l1: {lambda: 1e-5, pattern: "dense_*.weight"}}, l2]
            groups: [{match: {pattern: "*.bias", decay: 0}}, {match: {pattern: "graph_*", rate: 0.1}}]
            metrics: [rmse, r2]
            train:
              steps: 1000
              batch: 16
              drop_last: true
              accumulate: 4
              weight_average: 0.99
              validate_every: 50
              checkpoint_every: 100
              log_every: 10
              stop: {patience: 3, loss: 0.01, seconds: 60, rmse: 0.1}
              threads: 2
            init: {lsuv: true, transfer: {from: runs/old, match: "conv*", freeze: true}}
            health: {every: 5}
            output: elsewhere
            """);
    assertThat(run.train().average()).isEqualTo(WeightAverage.of(0.99));
    assertThat(run.groups().groups()).hasSize(2);
    assertThat(run.init().transfer()).isEqualTo(new Transfer("runs/old", "conv*", true));
    RunFile again = parse(run.toYaml());
    assertThat(again).isEqualTo(run);
    assertThat(again.toYaml()).isEqualTo(run.toYaml());
  }

  @Test
  void whatIsWrittenIsNormal() {
    assertThat(parse(SMALL, "name=a", "penalties.l2=0.5", "train.batch=8.0").toYaml())
        .isEqualTo(
            """
            name: a
            data: digits
            model:
              - flatten
              - {dense: 10}
            loss: cross_entropy
            penalties:
              - {l2: 0.5}
            train: {epochs: 20, batch: 8}
            """);
  }

  @Test
  void isCalledAsItsFileSoFarAsANameMayBe(@TempDir Path folder) throws IOException {
    Path file = folder.resolve(".rate 1e+3 (old).yaml");
    Files.writeString(file, "data: digits\nmodel: {dense: 10}\nloss: cross_entropy\n");
    RunFile run = RunFile.read(file);
    assertThat(run.name()).isEqualTo("-rate 1e-3 -old-");
    assertThat(parse(run.toYaml()).name()).isEqualTo(run.name());
  }

  @Test
  void pathsAreRelativeToTheRunFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("mine.yaml");
    Files.writeString(
        file,
        """
        data: {csv: {file: rows.csv, label: y}, validation: 0.5}
        model: {dense: 2}
        loss: cross_entropy
        init: {transfer: {from: ../old}}
        """);
    Files.writeString(folder.resolve("rows.csv"), "x,y\n1,a\n2,b\n3,a\n4,b\n");
    RunFile run = RunFile.read(file);
    assertThat(run.name()).isEqualTo("mine");
    assertThat(((CsvSource) run.data().source()).file())
        .isEqualTo(folder.toAbsolutePath().resolve("rows.csv").toString());
    assertThat(run.init().transfer().from())
        .isEqualTo(folder.toAbsolutePath().getParent().resolve("old").toString());
    assertThat(run.data().load().split().train().size()).isEqualTo(2);
    assertThat(run.data().load().preprocessing().width()).isEqualTo(1);
    assertThat(parse(run.toYaml())).isEqualTo(run);
  }

  @Test
  void anchorsAreWrittenOut() {
    RunFile run =
        parse(
            """
            data: digits
            model: [flatten, &hidden {dense: {units: 5}}, *hidden, dense: 10]
            loss: cross_entropy
            """);
    assertThat(run.layers().get(1)).isEqualTo(Dense.of(5)).isEqualTo(run.layers().get(2));
    assertThat(run.toYaml()).doesNotContain("&", "*");
  }

  @Test
  void metricsAreThoseAskedForAndTheTargets() {
    assertThat(parse(SMALL, "loss=mse").metrics()).isEmpty();
    assertThat(parse(SMALL, "train.stop.f1=0.9", "metrics=[top_3]").metrics())
        .containsExactly("top_3", "f1");
  }
}
