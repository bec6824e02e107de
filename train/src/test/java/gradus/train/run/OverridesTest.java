package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gradus.nn.activation.Activations;
import gradus.nn.layer.Dense;
import gradus.nn.layer.MaxPool;
import gradus.nn.layer.Residual;
import gradus.nn.optim.Adam;
import gradus.nn.optim.L1;
import gradus.nn.optim.L2;
import gradus.nn.optim.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
  private static final String TEXT =
      """
      data: {set: digits, validation: 0.2}
      model:
        - max_pool: 2
        - flatten
        - residual: [{dense: 64}, relu]
        - dense: 10
      loss: cross_entropy
      optimizer: adam
      train: {epochs: 20}
      """;

  private static RunFile with(String... overrides) {
    return RunFile.parse(TEXT, "run.yaml", List.of(overrides));
  }

  private static RunFileException failure(String... overrides) {
    return catchThrowableOfType(RunFileException.class, () -> with(overrides));
  }

  @Test
  void valuesAreReplacedAndAdded() {
    assertThat(with("train.epochs=5").train().epochs()).isEqualTo(5);
    assertThat(with("train.batch = 7").train().batch()).isEqualTo(7);
    assertThat(with("seed=3").seed()).isEqualTo(3);
    assertThat(with("train.stop.patience=4").train().stop().patience()).isEqualTo(4);
    assertThat(with("train.epochs=5", "train.epochs=6").train().epochs()).isEqualTo(6);
    assertThat(with("data.validation=0.5").data().cuts().validation()).isEqualTo(0.5);
  }

  @Test
  void shortFormsGrowTheirLongForm() {
    assertThat(with("optimizer.adam.rate=1e-2").optimizer()).isEqualTo(Adam.of(0.01));
    assertThat(with("model[3].dense.units=3").layers().get(3)).isEqualTo(Dense.of(3));
    assertThat(with("model[3].dense.bias=false").layers().get(3))
        .isEqualTo(Dense.of(10).withoutBias());
    assertThat(with("model[3].dense.activation=tanh").layers().get(3))
        .isEqualTo(Dense.of(10).activation(Activations.TANH));
    assertThat(with("model[0].max_pool.size=3").layers().getFirst()).isInstanceOf(MaxPool.class);
    assertThat(with("model[2].residual.layers[0].dense.units=65").layers().get(2))
        .isEqualTo(Residual.of(Dense.of(65), Activations.RELU));
    assertThat(with("model[2].residual.scaled=true").layers().get(2))
        .isEqualTo(Residual.of(Dense.of(64), Activations.RELU).withScale());
    assertThat(
            with("train.weight_average=0.9", "train.weight_average.warmup=false")
                .train()
                .average()
                .decay())
        .isEqualTo(0.9);
  }

  @Test
  void wholeThingsAreReplaced() {
    assertThat(with("optimizer=sgd").optimizer()).isInstanceOf(Sgd.class);
    assertThat(with("optimizer={sgd: {rate: 0.5}}", "optimizer.sgd.rate=0.25").optimizer().rate())
        .isEqualTo(0.25);
    assertThat(with("model[3]=dense: 4").layers().get(3)).isEqualTo(Dense.of(4));
    assertThat(with("metrics=[f1, recall]").metrics()).containsExactly("f1", "recall");
    assertThat(with("clip.norm=1", "clip=null").clip()).isNull();
    assertThat(with("clip.norm=1", "clip=").clip()).isNull();
  }

  @Test
  void entriesByNameAreAdded() {
    assertThat(with("penalties.l2=0.5", "penalties.l1=0.25").penalties())
        .containsExactly(L2.of(0.5), L1.of(0.25));
    assertThat(with("penalties.l2.lambda=0.5").penalties()).containsExactly(L2.of(0.5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "train.epoch=5|--set train.epoch=5: train: unknown setting 'epoch'; did you mean 'epochs'?",
        "trian.epochs=5|--set trian.epochs=5: unknown setting 'trian'; did you mean 'train'?",
        "optimizer.adm.rate=1|--set optimizer.adm.rate=1: optimizer: unknown optimizer 'adm'; did you mean 'adam'?",
        "optimizer.adam.rat=1|--set optimizer.adam.rat=1: optimizer.adam: unknown setting 'rat'; did you mean 'rate'?",
        "optimizer.sgd.rate=1|--set optimizer.sgd.rate=1: optimizer: is 'adam', not 'sgd'; set optimizer.adam, or replace all of it by optimizer=sgd",
        "model[9].dense=1|--set model[9].dense=1: model: got '[9]'; it has 4 items, counted from [0]",
        "model.dense.units=1|--set model.dense.units=1: model: is a list of 4; name the one by its number, for example model[0].dense",
        "train.epochs.x=1|--set train.epochs.x=1: train.epochs: is a single value; it has no 'x'",
        "train.epochs=few|--set train.epochs=few: train.epochs: got 'few'; must be a whole number",
        "optimizer.adam.rate=-1|--set optimizer.adam.rate=-1: optimizer.adam.rate: got -1.0; must be within",
        "train|--set train: must be a path, '=' and a value, for example train.epochs=5",
        "train..epochs=5|--set train..epochs=5: got the path 'train..epochs'; must be like model[0].dense.units",
        "metrics=[a|--set metrics=[a:1: is no YAML",
      })
  void whatIsWrongNamesTheOverride(String override, String message) {
    assertThat(failure(override)).hasMessageStartingWith(message);
  }

  @Test
  void whatIsWrongInTheFileStillNamesItsLine() {
    assertThat(
            catchThrowableOfType(
                RunFileException.class,
                () ->
                    RunFile.parse(
                        TEXT.replace("flatten", "flaten"), "run.yaml", List.of("train.epochs=5"))))
        .hasMessageStartingWith("run.yaml:4: model[1]: unknown layer 'flaten'");
  }
}
