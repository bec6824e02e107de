package gradus.bench.ward.second;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.health.Symptom;
import gradus.train.run.RunFile;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drafts of the second ward are whole and can be read. */
class SecondWardTest {
  private static final Drafts DRAFTS = SecondWard.all();

  @Test
  void everyDraftIsARunFile() {
    DRAFTS.nets.forEach((name, net) -> RunFile.parse(net.yaml(1), name, List.of()));
  }

  @Test
  void everySymptomHasEnoughFaults() {
    for (Symptom symptom : Symptom.values()) {
      assertThat(
              DRAFTS.lines.stream()
                  .filter(line -> line.contains(".yaml,sick," + symptom.word() + ",")))
          .as(symptom.word())
          .hasSizeGreaterThanOrEqualTo(16);
    }
    assertThat(DRAFTS.lines.stream().filter(line -> line.contains(",lookalike,")))
        .hasSizeGreaterThanOrEqualTo(60);
  }

  @Test
  void everyFaultDiffersFromItsTwin() {
    for (String line : DRAFTS.lines) {
      String[] cells = line.split(",", -1);
      assertThat(cells).as(line).hasSize(9);
      if (cells[1].equals("sick")) {
        Net own = DRAFTS.nets.get(cells[0].replace(".yaml", ""));
        Net twin = DRAFTS.nets.get(cells[8].replace(".yaml", ""));
        assertThat(twin).as(line).isNotNull();
        assertThat(own.yaml(1)).as(line).isNotEqualTo(twin.yaml(1));
      }
    }
  }

  @Test
  void pathsAreThoseOfTheProgram() {
    Net net =
        new Net(
            "n",
            "fashion14",
            "conv-relu:8 pool rconv-relu:8x2 relu:16x2",
            "{sgd: {rate: 0.1}}",
            2,
            8);
    assertThat(net.body()).isEqualTo("conv2d_1..dense_2");
    assertThat(net.path(2)).isEqualTo("residual_2.conv2d_1");
    assertThat(net.head()).isEqualTo("dense_3");
    assertThat(net.copy("m").rate(10).optimizer).isEqualTo("{sgd: {rate: 1.0}}");
  }
}
