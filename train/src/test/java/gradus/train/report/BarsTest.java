package gradus.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BarsTest {
  @Test
  void gainsAndLossesAreStackedApart() {
    Bars bars =
        bars(
            List.of("a", "b"),
            new Bars.Part("slope", List.of(3.0, Double.NaN)),
            new Bars.Part("weight", List.of(-1.0, 2.0)),
            new Bars.Part("norm", List.of(0.0, 0.0)));
    assertThat(bars.sums(true)).containsExactly(3, 2);
    assertThat(bars.sums(false)).containsExactly(-1, 0);
    assertThat(BarsCard.html(bars))
        .contains("<title>a, slope: 3</title>", "<title>a, weight: −1</title>")
        .contains("<td>NaN</td>")
        .doesNotContain("norm", "<title>b, slope");
  }

  @Test
  void aChartWithoutBarsStillDraws() {
    assertThat(BarsCard.html(bars(List.of()))).contains("</svg>");
  }

  @Test
  void namesAreEscaped() {
    String html = BarsCard.html(bars(List.of("<b>"), new Bars.Part("<i>", List.of(1.0))));
    assertThat(html).doesNotContain("<b>", "<i>").contains("&lt;b&gt;, &lt;i&gt;: 1");
  }

  private static Bars bars(List<String> columns, Bars.Part... parts) {
    return new Bars("bars", "Bars", "", "step", "decades", columns, List.of(parts));
  }
}
