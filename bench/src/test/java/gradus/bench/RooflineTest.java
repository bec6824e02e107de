package gradus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The picture, from numbers made up here. */
class RooflineTest {
  private static final Limits LIMITS = new Limits(100, 20);

  private static Profile.Row row(String what, double seconds, double operations, double bytes) {
    return new Profile.Row(what, "dense_1", 1, seconds, operations, bytes);
  }

  private static final Profile PROFILE =
      new Profile(
          List.of(
              row("mat_mul + add + relu over [8, 8]", 0.01, 9e8, 1e7),
              row("reduce_sum over [8]", 0.002, 1e6, 4e6),
              row("copy over [8]", 0.001, 0, 8e6),
              row("exp over [8]", 0.00001, 1e3, 1e3)));

  @Test
  void drawsWhatTakesTimeAndHasArithmetic() throws Exception {
    Roofline roofline = new Roofline(LIMITS, 2, List.of(new Roofline.Panel("a < b & c", PROFILE)));
    String svg = roofline.svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    int legend = Roofline.Kind.values().length;
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(legend + 2 + 2);
    assertThat(svg)
        .contains("a &lt; b &amp; c", "mat_mul + 2 more over [8, 8]", "90 % of the roof")
        .contains("13.01 ms a step, drawn 92 %")
        .doesNotContain("exp over");
  }

  @Test
  void aFractionIsOfTheNearerLimit() {
    assertThat(LIMITS.fraction(50e9, 1e9, 1)).isEqualTo(0.5);
    assertThat(LIMITS.fraction(1e9, 5e9, 1)).isEqualTo(0.25);
    assertThat(LIMITS.byArithmetic(50e9, 1e9)).isTrue();
    assertThat(LIMITS.byArithmetic(1e9, 5e9)).isFalse();
    assertThat(LIMITS.or(new Limits(90, 30))).isEqualTo(new Limits(100, 30));
  }

  @Test
  void equalCallsAreTakenTogether() {
    Profile.Row product = row("mat_mul over [8, 8]", 1, 10, 5);
    Profile merged =
        new Profile(List.of(row("exp over [8]", 1.5, 1, 1), product, product)).merged();
    assertThat(merged.rows())
        .containsExactly(
            new Profile.Row("mat_mul over [8, 8]", "dense_1", 2, 2, 20, 10),
            row("exp over [8]", 1.5, 1, 1));
    assertThat(RooflinePanel.name(merged.rows().getFirst())).isEqualTo("2 x mat_mul over [8, 8]");
  }

  @Test
  void axesHoldTheirValues() {
    LogScale scale = LogScale.around(0.02, 300);
    assertThat(scale).isEqualTo(new LogScale(-2, 3));
    assertThat(scale.at(0.01)).isZero();
    assertThat(scale.at(1000)).isEqualTo(1);
    assertThat(scale.at(1)).isEqualTo(0.4);
    assertThat(LogScale.label(-2)).isEqualTo("0.01");
    assertThat(LogScale.label(3)).isEqualTo("1000");
  }
}
