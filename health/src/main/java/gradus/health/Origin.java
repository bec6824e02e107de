package gradus.health;

import gradus.train.NonFinite;
import gradus.train.run.Run;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds to the finding of what is not finite the operation that made the first such value. */
final class Origin {
  private Origin() {}

  /** The same findings; replays the run of a folder if one of them needs it. */
  static List<Finding> traced(List<Finding> findings, Path runFolder) {
    boolean wanted = findings.stream().anyMatch(Origin::arisen);
    if (!wanted || !Files.exists(runFolder.resolve(Run.RUN_FILE))) {
      return findings;
    }
    Optional<NonFinite> found = found(runFolder);
    if (found.isEmpty()) {
      return findings;
    }
    List<Finding> traced = new ArrayList<>();
    findings.forEach(f -> traced.add(arisen(f) ? of(f, found.get()) : f));
    return traced;
  }

  /** Whether it tells of what happened, not of what is ahead. */
  private static boolean arisen(Finding finding) {
    return finding.symptom() == Symptom.NON_FINITE
        && finding.evidence().stream().noneMatch(evidence -> evidence.name().equals("steps left"));
  }

  private static Optional<NonFinite> found(Path runFolder) {
    try {
      return Run.open(runFolder).findNonFinite();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      // The data or the checkpoints are gone: the finding stays without its origin.
      return Optional.empty();
    }
  }

  /** The finding with the origin: layer, operation, step, examples. */
  static Finding of(Finding finding, NonFinite origin) {
    return new Finding(
            finding.symptom(),
            finding.severity(),
            origin.layer().isEmpty() ? finding.layer() : origin.layer(),
            origin.step(),
            origin.sentence(),
            finding.evidence(),
            finding.threshold(),
            finding.severity() == Severity.NOTE ? finding.cause() : cause(origin),
            finding.alternatives(),
            finding.remedies(),
            finding.formula())
        .with("elements that are not finite", origin.count())
        .with("of elements", origin.elements());
  }

  private static String cause(NonFinite origin) {
    return switch (origin.operation()) {
      case "input" -> "the data themselves hold it";
      case "parameter" -> "an update made the parameter so: the step was too long";
      default -> "the operation " + origin.operation() + " left its domain or overflowed";
    };
  }
}
