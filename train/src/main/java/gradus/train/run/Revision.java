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
 * as the other run; where a text cannot be changed in part (anchors), it is written anew as a
 * whole.
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
   * @param folder where the changed file will lie; paths that change and lie below it are written
   *     relative to it
   */
  public static String of(String text, RunFile before, RunFile after, Path folder) {
    return new Revision(folder.toAbsolutePath()).text(text, before, after);
  }

  private String text(String text, RunFile before, RunFile after) {
    String lines = text.replace("\r\n", "\n");
    String ended = lines.endsWith("\n") ? lines : lines + "\n";
    try {
      RunFile own = RunFile.parse(ended, FILE, List.of());
      boolean unnamed = own.name().isEmpty();
      RunFile meant = unnamed ? after.withName("") : after;
      RunFile was = unnamed ? before.withName("") : before;
      // What the text says is not what was read of it where paths are relative to another folder.
      return changed(ended, was, meant, false)
          .or(() -> changed(ended, own, meant, false))
          .or(() -> changed(ended, own, meant, true))
          .orElseGet(() -> YamlText.of(tree(after)));
    } catch (RunFileException _) {
      return YamlText.of(tree(after)); // no run file by itself
    }
  }

  /** The changed text, if it reads back as what is meant. */
  private Optional<String> changed(String text, RunFile before, RunFile after, boolean coarse) {
    Node root = YamlTree.node(text, FILE);
    String changed = YamlRevision.of(text, root, tree(before), tree(after), coarse);
    try {
      RunFile back = RunFile.parse(changed, FILE, List.of()).in(folder);
      return back.equals(after) ? Optional.of(changed) : Optional.empty();
    } catch (RunFileException _) {
      return Optional.empty();
    }
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
