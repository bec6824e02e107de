package gradus.train.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  private static final Plot PLOT =
      Plot.of("A <b> & \u0001 title")
          .x(Axis.linear("layer"))
          .y(Axis.log("norm"))
          .add(Series.of("sigmoid", 1e-12, 1e-8, 0, 1e-4, Double.NaN, 1))
          .add(Series.of("ReLU", 0.1, 0.2, 0.1, 0.3, 0.2, 0.1).faint());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "false; 0; 1; 5; 0.0 0.2 0.4 0.6 0.8 1.0",
        "false; 0; 460; 5; 0 100 200 300 400 500",
        "false; -3; 3; 6; −3 −2 −1 0 1 2 3",
        "false; 0; 25000; 5; 0 5,000 10,000 15,000 20,000 25,000",
        "true; 1e-6; 1; 6; 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 0.01 0.1 1",
        "true; 1e-18; 1; 6; 10⁻¹⁸ 10⁻¹⁵ 10⁻¹² 10⁻⁹ 10⁻⁶ 10⁻³ 1",
        "true; 2; 6; 6; 2 3 4 5 6",
      })
  void marksAreRoundNumbers(boolean log, double low, double high, int wanted, String labels) {
    Ticks ticks = Ticks.of(log, low, high, wanted);
    assertThat(String.join(" ", ticks.labels())).isEqualTo(labels);
  }

  @Test
  void oneValueAloneStillHasAnAxis() {
    for (double value : new double[] {0, 5, -1e-30, 1e300}) {
      Ticks ticks = Ticks.of(false, value, value, 5);
      assertThat(ticks.low()).isLessThan(ticks.high());
      assertThat(ticks.places()).hasSizeBetween(2, 12);
    }
    Ticks log = Ticks.of(true, 3, 3, 5);
    assertThat(log.low()).isLessThan(log.high());
  }

  @Test
  void theSvgIsWellFormedAndHoldsTheNames() throws Exception {
    String svg = Svg.of(PLOT);
    var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var bytes = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
    var document = builder.parse(bytes);
    assertThat(document.getDocumentElement().getTextContent())
        .contains("sigmoid", "ReLU", "A <b> &");
    assertThat(svg).contains("prefers-color-scheme:dark");
  }

  @Test
  void gapsBreakTheLine() {
    String svg = Svg.inline(PLOT, 600, 300);
    assertThat(svg.split("<circle", -1)).hasSize(5);
    assertThat(svg).doesNotContain("NaN,").doesNotContain(",NaN");
  }

  @Test
  void emptyPlotsAndManyLongNamesAreDrawn() {
    assertThat(Plot.of("none").isEmpty()).isTrue();
    assertThat(Svg.of(Plot.of("none"))).contains("none");
    List<String> names =
        java.util.stream.IntStream.range(0, 50).mapToObj(i -> "block_" + i).toList();
    Plot plot = Plot.of("").x(Axis.names("layer", names)).add(Series.of("", 1, 2, 3));
    assertThat(Svg.of(plot)).contains("rotate(-45", "block_0");
  }

  @Test
  void thePictureHasManyColours(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("plot.png");
    Png.write(PLOT, file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertThat(image.getWidth()).isEqualTo(2 * Svg.WIDTH);
    assertThat(colours(image)).hasSizeGreaterThan(20).contains(0xFF0072B2, 0xFFFFFFFF);
    assertThat(colours(Png.of(PLOT, 300, 200, true)))
        .contains(0xFF56B4E9)
        .doesNotContain(0xFF0072B2);
  }

  @Test
  void aSeriesNeedsAsManyXAsY() {
    assertThatThrownBy(() -> Series.of("s", new double[2], new double[3]))
        .hasMessageContaining("got 2 x and 3 y");
  }

  @ParameterizedTest
  @CsvSource({
    "0.98527,0.9853",
    "1234.56,1235",
    "-2.5,−2.5",
    "1.23456e-7,1.235e-7",
    "0,0",
    "2e20,2e20"
  })
  void numbersAreShort(double value, String text) {
    assertThat(Numbers.of(value)).isEqualTo(text);
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  @Test
  void aBandIsAnAreaAndPointsHaveNoLine() {
    double[] x = {1, 2, 3};
    Plot plot =
        Plot.of("")
            .y(Axis.log(""))
            .add(Series.band("band", x, new double[] {0.01, 0, 1}, new double[] {1, 1, 10}))
            .add(Series.of("seen", x, x).points());
    assertThat(Svg.of(plot)).doesNotContain("<polyline class=\"ink-line").contains("<circle");
    Plot whole = plot.add(Series.band("whole", x, new double[] {1, 1, 1}, new double[] {2, 2, 2}));
    assertThat(Svg.of(whole)).contains("<polygon class=\"ink-line-2\"");
    assertThat(Png.of(whole, 200, 100, false).getWidth()).isEqualTo(400);
    assertThatThrownBy(() -> Series.band("b", x, new double[1], new double[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("as many");
  }
}
