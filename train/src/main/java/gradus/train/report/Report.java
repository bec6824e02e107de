package gradus.train.report;

import gradus.train.log.RunHistory;
import gradus.train.log.RunLogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The page about a run: one file that needs no network, for a browser and for printing. */
public final class Report {
  /** The page's name inside a run folder. */
  public static final String FILE = "report.html";

  private Report() {}

  /**
   * Reads {@code events.jsonl} of the run folder and writes {@code report.html} beside it, whole or
   * not at all. The run may still be going on.
   *
   * @return the page's file
   * @throws IllegalArgumentException if there is no log or it cannot be read
   * @throws UncheckedIOException if the page cannot be written
   */
  public static Path write(Path runFolder) {
    return write(runFolder, List.of());
  }

  /**
   * The same with more parts.
   *
   * @param parts what else the page shows, in order within a chapter
   */
  public static Path write(Path runFolder, List<ReportPart> parts) {
    return write(html(RunLogReader.read(runFolder), parts), runFolder.resolve(FILE));
  }

  /**
   * Writes a page, whole or not at all.
   *
   * @return the file
   * @throws UncheckedIOException if it cannot be written
   */
  public static Path write(String page, Path file) {
    Path draft = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.writeString(draft, page);
      move(draft, file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": the page could not be written", e);
    }
    return file;
  }

  /** The page as text. */
  public static String html(RunHistory history) {
    return html(history, List.of());
  }

  /** The page as text, with more parts. */
  public static String html(RunHistory history, List<ReportPart> parts) {
    return Page.of(history, parts);
  }

  /** A page about something else than one run, as text. */
  public static String html(Story story) {
    return Page.of(story);
  }

  private static void move(Path draft, Path file) throws IOException {
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
