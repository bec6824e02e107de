package gradus.health.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.train.log.RunHistory;
import gradus.train.report.Report;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The page in a real browser: {@code mvn test -Dgradus.excludedGroups= -Dgradus.groups=browser}.
 */
@Tag("browser")
class BrowserTest {
  @TempDir static Path folder;

  private static Browser browser;
  private static Path page;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Browser.program();
    assumeTrue(program.isPresent(), "no Chromium on the PATH; install the package chromium");
    RunHistory sick = PretendNetwork.run(30, 30, 0.25, "dense_");
    RunHistory well = PretendNetwork.run(40, 12, 0.9, "dense_");
    var parts =
        new ArrayList<>(
            HealthReport.parts(
                List.of(
                    patient ->
                        List.of(Finding.of(Symptom.VANISHING, Severity.SICK, "a", 1, "It is.")))));
    parts.add(BeforeAfter.since(sick));
    page = Files.writeString(folder.resolve("report.html"), Report.html(well, parts));
    browser = Browser.start(program.get(), folder.resolve("profile"));
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void opensFromDiskWithoutErrorsAndLoadsNothing() throws Exception {
    browser.open(page, 1280, false);
    assertThat(browser.problems()).isEmpty();
    assertThat(browser.requests()).isEmpty();
    assertThat(browser.ask("document.querySelectorAll('.live canvas').length").asInt())
        .isEqualTo(browser.ask("document.querySelectorAll('.live').length").asInt())
        .isGreaterThan(4);
    assertThat(browser.ask("document.querySelectorAll('.cells canvas').length").asInt())
        .isEqualTo(browser.ask("document.querySelectorAll('.cells').length").asInt())
        .isGreaterThan(4);
  }

  @Test
  void everyCellIsReadByKeyboard() throws Exception {
    browser.open(page, 1280, false);
    browser.ask("document.querySelector('#flow-map select').focus()");
    browser.press("Tab", 9);
    assertThat(reading("flow-map")).startsWith("dense_1, step 1: 0.282 of the gradient");
    browser.press("End", 35);
    browser.press("ArrowDown", 40);
    assertThat(reading("flow-map")).startsWith("dense_1.sigmoid_1, step 40: 0.314");
    String outline =
        browser.ask("getComputedStyle(document.activeElement).outlineStyle").asString();
    assertThat(outline).isEqualTo("solid");
    browser.press("Tab", 9);
    assertThat(reading("flow-map")).startsWith("Point at a cell");
  }

  @Test
  void choosingALayerInOneMapChoosesItInTheOther() throws Exception {
    browser.open(page, 1280, false);
    browser.ask("document.querySelector('#value-histograms select').focus()");
    browser.press("ArrowDown", 40);
    String chosen = "document.querySelector('#gradient-histograms select').value";
    assertThat(browser.ask(chosen).asString()).isEqualTo("dense_1.sigmoid_1");
  }

  @Test
  void tabReachesTheChartsAndNothingIsWithoutAName() throws Exception {
    browser.open(page, 1280, false);
    browser.press("Tab", 9);
    assertThat(browser.ask("document.activeElement.textContent").asString())
        .isEqualTo("to the charts");
    JsonNode nameless =
        browser.ask(
            "[...document.querySelectorAll('select,button,a,summary,[tabindex=\"0\"],svg,img')]"
                + ".filter(e => !(e.textContent.trim() || e.ariaLabel || e.alt"
                + " || e.labels?.length)).map(e => e.outerHTML.slice(0, 80))");
    assertThat(nameless).isEmpty();
  }

  @Test
  void fitsAPhone() throws Exception {
    browser.open(page, 390, false);
    assertThat(browser.ask("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
  }

  @Test
  void lightAndDarkDifferAndBothAreDrawn() throws Exception {
    browser.open(page, 1280, false);
    int light = corner();
    browser.open(page, 1280, true);
    assertThat(light & 255).isGreaterThan(240);
    assertThat(corner() & 255).isLessThan(60);
    String pixel =
        "(() => { const c = document.querySelector('#flow-map canvas');"
            + " return [...c.getContext('2d').getImageData(0, c.height - 1, 1, 1).data]; })()";
    assertThat(browser.ask(pixel).get(0).asInt()).as("as at the output").isLessThan(60);
  }

  @Test
  void prints() throws Exception {
    browser.open(page, 1280, true);
    byte[] print = browser.picture(true);
    assertThat(new String(print, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");
    assertThat(print.length).isGreaterThan(20_000);
  }

  private int corner() throws Exception {
    return image(browser.picture(false));
  }

  private static int image(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png)).getRGB(2, 2);
  }

  private String reading(String map) throws Exception {
    return browser.ask("document.querySelector('#" + map + " .reading').textContent").asString();
  }
}
