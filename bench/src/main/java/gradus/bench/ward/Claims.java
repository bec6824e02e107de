package gradus.bench.ward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the author of a ward says of its run files, as drafts that can be certified. */
final class Claims {
  /** The kind of a run file that is only the twin of others. */
  static final String TWIN = "twin";

  private Claims() {}

  /**
   * A draft for each line, named as its run file, and for each twin that has no line of its own.
   *
   * <p>The run files themselves are not checked: one that cannot be used must not stop the others.
   *
   * @throws IllegalArgumentException if a run file is missing or is named twice, or a sick one
   *     names no twin
   */
  static List<Draft> of(Path folder, List<Truth> truths) {
    Map<String, Draft> drafts = new LinkedHashMap<>();
    for (Truth truth : truths) {
      String twin = truth.get("twin");
      if (truth.sick() && twin.isEmpty()) {
        throw new IllegalArgumentException(
            truth.file()
                + ": is sick but names no twin; give the run file without the fault in the column"
                + " 'twin' of "
                + TruthTable.NAME);
      }
      if (twin.equals(truth.file())) {
        throw new IllegalArgumentException(
            truth.file() + ": is its own twin; name the run file without the fault");
      }
      if (drafts.put(truth.file(), draft(folder, truth, twin)) != null) {
        throw new IllegalArgumentException(
            truth.file() + ": has two lines in " + TruthTable.NAME + "; must have one");
      }
    }
    List<Draft> all = new ArrayList<>(drafts.values());
    for (Truth truth : truths) {
      String twin = truth.get("twin");
      if (truth.sick() && !drafts.containsKey(twin)) {
        Draft draft =
            new Draft(twin, text(folder, twin), TWIN, Optional.empty(), List.of(), "", "", "", "");
        drafts.put(twin, draft);
        all.add(draft);
      } else if (truth.sick() && drafts.get(twin).symptom().isPresent()) {
        throw new IllegalArgumentException(
            truth.file() + ": its twin " + twin + " is sick too; a twin must be healthy");
      }
    }
    return all;
  }

  private static Draft draft(Path folder, Truth truth, String twin) {
    String kind = truth.get("kind");
    return new Draft(
        truth.file(),
        text(folder, truth.file()),
        kind.isEmpty() || kind.equals("hard") ? (truth.sick() ? "fault" : "plain") : kind,
        truth.symptom(),
        truth.also(),
        truth.layer(),
        truth.get("operator"),
        truth.get("severity"),
        truth.sick() ? twin : "");
  }

  /** The text of a run file; empty if it cannot be read, which who trains it will tell. */
  private static String text(Path folder, String file) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          folder.resolve(TruthTable.NAME)
              + ": names "
              + file
              + ", which is not in "
              + folder
              + "; paths are relative to the ward");
    }
    try {
      return Files.readString(path);
    } catch (IOException _) {
      return "";
    }
  }
}
