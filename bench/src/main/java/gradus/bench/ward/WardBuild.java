package gradus.bench.ward;

import gradus.train.run.RunFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Makes our own ward: two halves, {@code open} to tune with and {@code sealed} to be looked at only
 * in tables. Which case is in which half is decided by the hash of its name, within its symptom.
 */
public final class WardBuild {
  /** The halves. */
  public static final List<String> HALVES = List.of("open", "sealed");

  private WardBuild() {}

  /**
   * Certifies all drafts and writes the halves; gives a summary in lines. Interrupted at any
   * moment, it goes on where it stood.
   *
   * @param team trainings at once
   * @param seconds after which no training is begun any more
   */
  public static List<String> build(Path place, int team, double seconds, Consumer<String> told) {
    List<Draft> drafts = Roster.all(place);
    told.accept(drafts.size() + " drafts");
    List<Certificate> certificates = new Certifier(place, team, seconds, told).certify(drafts);
    write(place, certificates);
    return WardFiles.summary(certificates);
  }

  private static void write(Path place, List<Certificate> certificates) {
    Map<String, List<Certificate>> groups = WardFiles.groups(certificates);
    Map<String, String> halves = halves(place, groups);
    for (String half : HALVES) {
      half(place, half, halves, groups);
    }
    WardFiles.leftOut(place, certificates);
  }

  /** Where each case goes. What is in a half already stays there: a seal is broken only once. */
  private static Map<String, String> halves(Path place, Map<String, List<Certificate>> groups) {
    Map<String, String> halves = new LinkedHashMap<>();
    for (List<Certificate> group : groups.values()) {
      group.sort(Comparator.comparing(c -> Lot.of(c.draft().name())));
      int lead = 0;
      for (Certificate certificate : group) {
        String name = certificate.draft().name();
        for (String half : HALVES) {
          if (Files.exists(place.resolve(half).resolve(name + ".yaml"))) {
            halves.put(name, half);
            lead += half.equals(HALVES.getFirst()) ? 1 : -1;
          }
        }
      }
      for (Certificate certificate : group) {
        String name = certificate.draft().name();
        if (!halves.containsKey(name)) {
          halves.put(name, HALVES.get(lead > 0 ? 1 : 0));
          lead += lead > 0 ? -1 : 1;
        }
      }
    }
    return halves;
  }

  private static void half(
      Path place, String half, Map<String, String> halves, Map<String, List<Certificate>> groups) {
    Path folder = place.resolve(half);
    clear(folder);
    List<Truth> truths = new ArrayList<>();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (List<Certificate> group : groups.values()) {
      for (Certificate certificate : group) {
        Draft draft = certificate.draft();
        if (halves.get(draft.name()).equals(half)) {
          Certifier.write(folder.resolve(draft.name() + ".yaml"), seeded(draft));
          truths.add(truth(certificate, half, halves));
          rows.add(WardFiles.row(certificate));
        }
      }
    }
    Certifier.write(folder.resolve(TruthTable.NAME), TruthTable.text(truths, WardFiles.COLUMNS));
    WardFiles.lines(folder.resolve("certificates.json"), rows);
  }

  /** With a seed that no certificate used. */
  private static String seeded(Draft draft) {
    return RunFile.parse(draft.yaml(), draft.name(), List.of("seed=" + Lot.seed(draft.name())))
        .toYaml();
  }

  private static Truth truth(Certificate certificate, String half, Map<String, String> halves) {
    Draft draft = certificate.draft();
    String other = halves.get(draft.twin());
    return WardFiles.truth(
        certificate,
        draft.name() + ".yaml",
        other == null
            ? ""
            : (other.equals(half) ? "" : "../" + other + "/") + draft.twin() + ".yaml");
  }

  /** Takes the run files of a folder away. */
  static void clear(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be cleared", e);
    }
  }
}
