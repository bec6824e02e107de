package gradus.health.heal;

import gradus.health.heal.edit.Edit;
import gradus.train.checkpoint.SafeFile;
import gradus.train.run.Alignment;
import gradus.train.run.Revision;
import gradus.train.run.RunFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A healed run file beside the one it came from, line by line: what stays, what goes, what comes.
 * Above each part that comes a comment says why.
 *
 * @param rows in order
 */
public record Rewriting(List<Row> rows) {
  /** What becomes of a line. */
  public enum Change {
    /** It stays. */
    SAME,
    /** It goes. */
    GONE,
    /** It comes. */
    NEW,
    /** A comment on what comes or goes. */
    COMMENT
  }

  /** The first line of a part of a run file. */
  private static final Pattern SECTION = Pattern.compile("\\w+ *:");

  /** One line. */
  public record Row(Change change, String text) {
    /** As a line of a diff. */
    public String line() {
      return switch (change) {
        case SAME -> "  " + text;
        case GONE -> "- " + text;
        case NEW, COMMENT -> "+ " + text;
      };
    }
  }

  /** Keeps a copy. */
  public Rewriting {
    rows = List.copyOf(rows);
  }

  /** The rewriting of a run that nobody wrote as text, by some edits. */
  public static Rewriting of(RunFile before, RunFile after, List<Edit> edits, Path folder) {
    return of(Revision.of("", before, before, folder), before, after, edits, folder);
  }

  /**
   * The rewriting by some edits; what they do not touch stays as it is written.
   *
   * @param text of the file that {@code before} was read from
   * @param folder of the healed run file; paths below it are written relative to it
   */
  public static Rewriting of(
      String text, RunFile before, RunFile after, List<Edit> edits, Path folder) {
    List<String> old = text.lines().toList();
    List<String> now = Revision.of(text, before, after, folder).lines().toList();
    List<Row> rows = new ArrayList<>();
    for (Alignment lines : Alignment.of(old, now, (one, other) -> one.equals(other) ? 1 : 0)) {
      rows.add(
          lines.isPair()
              ? new Row(Change.SAME, old.get(lines.before()))
              : lines.before() >= 0
                  ? new Row(Change.GONE, old.get(lines.before()))
                  : new Row(Change.NEW, now.get(lines.after())));
    }
    return new Rewriting(commented(rows, edits));
  }

  /** A comment for each reason, where the part of the file changes first. */
  private static List<Row> commented(List<Row> rows, List<Edit> edits) {
    List<Row> all = new ArrayList<>();
    Set<String> said = new LinkedHashSet<>();
    String section = "";
    for (Row row : rows) {
      if (SECTION.matcher(row.text()).lookingAt()) {
        section = row.text().replaceFirst(":.*", "");
      }
      if (row.change() != Change.SAME) {
        String indent = row.text().replaceFirst("\\S.*", "");
        for (Edit edit : edits) {
          String reason = edit.remedy() + ": " + edit.why();
          boolean here = edit.path().split("[.\\[]", 2)[0].equals(section);
          if (here && said.add(section + reason)) {
            all.add(new Row(Change.COMMENT, indent + "# " + reason));
          }
        }
      }
      all.add(row);
    }
    return all;
  }

  /** The healed run file with its comments. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (Row row : rows) {
      if (row.change() != Change.GONE) {
        text.append(row.text()).append('\n');
      }
    }
    return text.toString();
  }

  /** Only what changes, as a diff. */
  public List<String> diff() {
    return rows.stream().filter(row -> row.change() != Change.SAME).map(Row::line).toList();
  }

  /** Writes the healed run file, whole or not at all. */
  public void write(Path file) {
    SafeFile.write(file, ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8)));
  }
}
