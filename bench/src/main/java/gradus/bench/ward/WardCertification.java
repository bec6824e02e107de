package gradus.bench.ward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Certifies a ward that somebody wrote: what its table claims is kept as {@code claims.csv}, and
 * {@code truth.csv} becomes what ten paired seeds bore out. Nothing listens to these trainings but
 * the score.
 */
public final class WardCertification {
  /** What the table of the author is called after the first call. */
  public static final String CLAIMS = "claims.csv";

  private final Path folder;
  private final boolean halved;

  /**
   * Of a folder.
   *
   * @param halved whether the cases are dealt to two folders beside it, {@code NAME-a} and {@code
   *     NAME-b}, in turn by the hash of their names within their symptom or kind
   */
  public WardCertification(Path folder, boolean halved) {
    this.folder = folder;
    this.halved = halved;
  }

  /**
   * What a call came to.
   *
   * @param summary counts, in lines
   * @param unusable a line for each run file that could not be used, and why
   */
  public record Outcome(List<String> summary, List<String> unusable) {}

  /**
   * Trains what is not trained yet and writes {@code truth.csv}, {@code certificates.json} and
   * {@code left-out.json}. A run file that cannot be used does not stop the others.
   *
   * @param team trainings at once
   * @param seconds after which no training is begun any more; the next call goes on
   * @throws IllegalArgumentException if the table cannot be used
   */
  public Outcome run(int team, double seconds, Consumer<String> told) {
    List<Draft> drafts = drafts();
    told.accept(drafts.size() + " run files");
    Certifier certifier = Certifier.ofFiles(folder, team, seconds, told);
    List<Certificate> certificates =
        certifier.certify(drafts).stream()
            .filter(certificate -> !certificate.draft().kind().equals(Claims.TWIN))
            .toList();
    keepClaims();
    write(certificates);
    List<String> lines = new ArrayList<>(WardFiles.summary(certificates));
    long lacking = certificates.stream().filter(c -> c.reason().equals(Certifier.NOT_YET)).count();
    if (lacking > 0) {
      lines.add(lacking + " are not trained yet: run it again to go on");
    }
    return new Outcome(lines, unusable(certifier.refused()));
  }

  /** Most messages begin with the name of the run file. */
  private static List<String> unusable(Map<String, String> refused) {
    return refused.entrySet().stream()
        .map(
            each ->
                each.getValue().startsWith(each.getKey())
                    ? each.getValue()
                    : each.getKey() + ": " + each.getValue())
        .toList();
  }

  private List<Draft> drafts() {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--certify: " + folder + " is no folder; name one with run files and " + TruthTable.NAME);
    }
    Path claims = folder.resolve(CLAIMS);
    return Claims.of(
        folder, Files.exists(claims) ? TruthTable.readFile(claims) : TruthTable.read(folder));
  }

  private void keepClaims() {
    Path claims = folder.resolve(CLAIMS);
    if (!Files.exists(claims)) {
      copy(folder.resolve(TruthTable.NAME), claims);
    }
  }

  private void write(List<Certificate> certificates) {
    Map<String, List<Certificate>> groups = WardFiles.groups(certificates);
    WardFiles.leftOut(folder, certificates);
    List<Certificate> all = groups.values().stream().flatMap(List::stream).toList();
    Map<String, Path> places = new LinkedHashMap<>();
    all.forEach(certificate -> places.put(certificate.draft().name(), folder));
    table(folder, all, places);
    if (halved) {
      Path whole = folder.toAbsolutePath().normalize();
      List<Path> halves =
          List.of(
              whole.resolveSibling(whole.getFileName() + "-a"),
              whole.resolveSibling(whole.getFileName() + "-b"));
      places.clear();
      for (List<Certificate> group : groups.values()) {
        group.sort(Comparator.comparing(c -> Lot.of(c.draft().name())));
        for (int i = 0; i < group.size(); i++) {
          places.put(group.get(i).draft().name(), halves.get(i % 2));
        }
      }
      for (Path half : halves) {
        WardBuild.clear(half);
        List<Certificate> own =
            all.stream().filter(c -> places.get(c.draft().name()).equals(half)).toList();
        for (Certificate each : own) {
          Draft draft = each.draft();
          Certifier.write(half.resolve(draft.name()), Certifier.moved(draft.yaml(), folder, half));
        }
        table(half, own, places);
      }
    }
  }

  private void table(Path place, List<Certificate> own, Map<String, Path> places) {
    List<Truth> truths = new ArrayList<>();
    for (Certificate certificate : own) {
      String twin = certificate.draft().twin();
      String path = "";
      if (!twin.isEmpty()) {
        Path file = places.getOrDefault(twin, folder).resolve(twin).toAbsolutePath().normalize();
        path = place.toAbsolutePath().normalize().relativize(file).toString().replace('\\', '/');
      }
      truths.add(WardFiles.truth(certificate, certificate.draft().name(), path));
    }
    Certifier.write(place.resolve(TruthTable.NAME), TruthTable.text(truths, WardFiles.COLUMNS));
    WardFiles.lines(place.resolve("certificates.json"), own.stream().map(WardFiles::row).toList());
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.toAbsolutePath().getParent());
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(to + " cannot be written", e);
    }
  }
}
