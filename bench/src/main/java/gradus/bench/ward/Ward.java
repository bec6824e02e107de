package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder of run files and a table of truths about them.
 *
 * @param folder where it is
 * @param truths one a case, in the order of the table
 */
public record Ward(Path folder, List<Truth> truths) {
  /** Keeps an immutable copy. */
  public Ward {
    truths = List.copyOf(truths);
  }

  /**
   * Reads the table; run files are read when they are needed.
   *
   * @throws IllegalArgumentException if the table or a run file is missing
   */
  public static Ward read(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--ward: " + folder + " is no folder; name one with run files and " + TruthTable.NAME);
    }
    Ward ward = new Ward(folder, TruthTable.read(folder));
    for (Truth truth : ward.truths) {
      if (!Files.isRegularFile(folder.resolve(truth.file()))) {
        throw new IllegalArgumentException(
            folder.resolve(TruthTable.NAME)
                + ": names "
                + truth.file()
                + ", which is not in "
                + folder
                + "; paths are relative to the ward");
      }
    }
    return ward;
  }

  /** The name of its folder. */
  public String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  /** The run file of a case. */
  public RunFile run(Truth truth) {
    return RunFile.read(folder.resolve(truth.file()));
  }

  /** So many cases, drawn by the hash of their names, of each symptom in turn. */
  public Ward sample(int count) {
    Map<String, List<Truth>> groups = new LinkedHashMap<>();
    truths.forEach(t -> groups.computeIfAbsent(t.group(), _ -> new ArrayList<>()).add(t));
    groups.values().forEach(list -> list.sort(Comparator.comparing(t -> Lot.of(t.file()))));
    List<Truth> drawn = new ArrayList<>();
    for (int round = 0; drawn.size() < Math.min(count, truths.size()); round++) {
      for (List<Truth> group : groups.values()) {
        if (round < group.size() && drawn.size() < count) {
          drawn.add(group.get(round));
        }
      }
    }
    return new Ward(folder, drawn);
  }
}
