package gradus.health.heal;

import gradus.health.heal.edit.Edit;
import gradus.train.checkpoint.SafeFile;
import gradus.train.run.RunFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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

  /**
   * The rewriting by some edits.
   *
   * @param folder paths below it are written relative to it
   */
  public static Rewriting of(RunFile before, RunFile after, List<Edit> edits, Path folder) {
    String prefix = folder.toAbsolutePath() + "/";
    List<String> old = before.toYaml().replace(prefix, "").lines().toList();
    List<String> now = after.toYaml().replace(prefix, "").lines().toList();
    List<Row> rows = new ArrayList<>();
    int[][] common = common(old, now);
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        rows.add(new Row(Change.SAME, old.get(i++)));
        j++;
      } else if (j == now.size() || i < old.size() && common[i + 1][j] >= common[i][j + 1]) {
        rows.add(new Row(Change.GONE, old.get(i++)));
      } else {
        rows.add(new Row(Change.NEW, now.get(j++)));
      }
    }
    return new Rewriting(commented(rows, edits));
  }

  private static int[][] common(List<String> old, List<String> now) {
    int[][] common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? 1 + common[i + 1][j + 1]
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  /** A comment for each reason, where the part of the file changes first. */
  private static List<Row> commented(List<Row> rows, List<Edit> edits) {
    List<Row> all = new ArrayList<>();
    Set<String> said = new LinkedHashSet<>();
    String section = "";
    for (Row row : rows) {
      if (!row.text().startsWith(" ")) {
        section = row.text().replaceFirst(":.*", "");
      }
      if (row.change() != Change.SAME) {
        String indent = row.text().startsWith(" ") ? "  " : "";
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
