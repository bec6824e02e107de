package gradus.train.run;

import gradus.nn.config.ConfigException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where each path of a run file stands: a line of the file, or an override. */
final class Places {
  private final String file;
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Map<String, String> overrides = new LinkedHashMap<>();

  Places(String file) {
    this.file = file;
  }

  void put(String path, int line) {
    lines.put(path, line);
  }

  void override(String path, String given) {
    lines.keySet().removeIf(known -> within(known, path));
    overrides.put(path, given);
  }

  /** What is known of the longest path that holds the given one. */
  RunFileException at(String path, String problem) {
    for (String known = path; ; known = parent(known)) {
      if (overrides.containsKey(known)) {
        return new RunFileException(overrides.get(known), 0, path, problem);
      }
      if (lines.containsKey(known) || known.isEmpty()) {
        return new RunFileException(file, lines.getOrDefault(known, 0), path, problem);
      }
    }
  }

  /** The same sentence with file and line; of an unknown word the path is that of its holder. */
  RunFileException at(ConfigException problem) {
    RunFileException found = at(problem.path(), problem.problem());
    String holder = parent(problem.path());
    String word = problem.path().substring(holder.length()).replaceFirst("^\\.", "");
    boolean unknown =
        problem.problem().startsWith("unknown ") && problem.problem().contains("'" + word + "'");
    return unknown
        ? new RunFileException(found.file(), found.line(), holder, problem.problem())
        : found;
  }

  private static boolean within(String path, String outer) {
    return path.equals(outer) || path.startsWith(outer + ".") || path.startsWith(outer + "[");
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }
}
