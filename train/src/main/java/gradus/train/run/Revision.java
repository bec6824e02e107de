package gradus.train.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The text of a run file, changed only where another run differs: comments, order, blank lines and
 * the way in which values are written stay as somebody wrote them. What it gives always reads back
 * as the other run; where a text cannot be changed in part (anchors, a file for another folder), it
 * is written anew as a whole.
 */
public final class Revision {
  private static final String FILE = "run file";

  private final Path folder;

  private Revision(Path folder) {
    this.folder = folder;
  }

  /**
   * The changed text.
   *
   * @param text of the file that {@code before} was read from
   * @param folder where the changed file will lie; paths below it are written relative to it
   */
  public static String of(String text, RunFile before, RunFile after, Path folder) {
    return new Revision(folder.toAbsolutePath()).text(text, before, after);
  }

  private String text(String text, RunFile before, RunFile after) {
    String lines = text.replace("\r\n", "\n");
    String ended = lines.endsWith("\n") ? lines : lines + "\n";
    try {
      return changed(ended, before, after, false)
          .or(() -> changed(ended, before, after, true))
          .orElseGet(() -> YamlText.of(tree(after)));
    } catch (RunFileException _) {
      return YamlText.of(tree(after)); // no run file by itself
    }
  }

  /** The changed text, if it reads back as what is meant. */
  private Optional<String> changed(String text, RunFile before, RunFile after, boolean coarse) {
    boolean unnamed = parsed(text).name().isEmpty();
    RunFile meant = unnamed ? after.withName(before.name()) : after;
    Node root = YamlTree.node(text, FILE);
    String changed = YamlRevision.of(text, root, tree(before), tree(meant), coarse);
    try {
      RunFile back = parsed(changed).in(folder);
      boolean right = (unnamed ? back.withName(before.name()) : back).equals(meant);
      return right ? Optional.of(changed) : Optional.empty();
    } catch (RunFileException _) {
      return Optional.empty();
    }
  }

  private static RunFile parsed(String text) {
    return RunFile.parse(text, FILE, List.of());
  }

  private Map<String, Object> tree(RunFile run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    run.toTree().forEach((key, value) -> tree.put(key, relative(YamlText.plain(value))));
    return tree;
  }

  private Object relative(Object value) {
    String prefix = folder + "/";
    return switch (value) {
      case String path when path.startsWith(prefix) -> path.substring(prefix.length());
      case List<?> list -> list.stream().map(this::relative).toList();
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, inner) -> copy.put(String.valueOf(key), relative(inner)));
        yield copy;
      }
      default -> value;
    };
  }
}
