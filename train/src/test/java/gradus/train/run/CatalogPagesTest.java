package gradus.train.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The documentation names what the catalogs hold: a new layer without its line fails here. {@code
 * -Dpages=write} writes the lines.
 */
final class CatalogPagesTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

  /** A stretch of a page between two comments that is written from the catalogs. */
  record Stretch(String page, String name, Supplier<String> content) {
    @Override
    public String toString() {
      return page + ": " + name;
    }
  }

  static Stream<Stretch> stretches() {
    return List.of(
        new Stretch("README.md", "catalogs", CatalogPages::overview),
        new Stretch("docs/run-file.md", "reference", CatalogPages::reference),
        new Stretch("docs/data.md", "sets", CatalogPages::sets))
        .stream();
  }

  @ParameterizedTest
  @MethodSource("stretches")
  void saysWhatTheCatalogsHold(Stretch stretch) throws IOException {
    Path page = ROOT.resolve(stretch.page());
    String text = Files.readString(page);
    String begin = "<!-- " + stretch.name() + ": written by CatalogPagesTest -->\n";
    String end = "<!-- end of " + stretch.name() + " -->\n";
    assertThat(text).contains(begin).contains(end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    String wanted = stretch.content().get();
    if (System.getProperty("pages", "").equals("write")) {
      Files.writeString(page, text.substring(0, from) + wanted + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as(
            "%s does not say what the catalogs hold; write it with: mvn -pl train -am test"
                + " -Dtest=CatalogPagesTest -Dsurefire.failIfNoSpecifiedTests=false -Dpages=write",
            page)
        .isEqualTo(wanted);
  }
}
