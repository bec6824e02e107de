package gradus.health;

import gradus.train.Listener;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.log.RunLogReader;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Asks all detectors about a run: after it, from its folder ({@link #examine}), or during it as a
 * listener of the trainer, which tells each finding once, when it arises.
 *
 * <pre>{@code
 * var doctor = Doctor.telling(finding -> System.out.println(finding.sentence()));
 * Trainer.of(model, loss, optimizer).listen(doctor).fit(data);
 * doctor.findings();
 * }</pre>
 */
public final class Doctor implements Listener {
  private final List<Detector> detectors;
  private final Optional<RunFile> file;
  private final Consumer<Finding> told;
  private final List<Event> events = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> known = new HashSet<>();

  private Doctor(List<Detector> detectors, Optional<RunFile> file, Consumer<Finding> told) {
    this.detectors = List.copyOf(detectors);
    this.file = file;
    this.told = told;
  }

  /** A doctor who tells each finding once, when it arises. */
  public static Doctor telling(Consumer<Finding> told) {
    return new Doctor(Detectors.CATALOG, Optional.empty(), told);
  }

  /** With the run file, which tells more than events alone. */
  public Doctor of(RunFile run) {
    return new Doctor(detectors, Optional.of(run), told);
  }

  /** With detectors of one's own, asked after these. */
  public Doctor and(Detector... more) {
    List<Detector> all = new ArrayList<>(detectors);
    all.addAll(List.of(more));
    return new Doctor(all, file, told);
  }

  /** What the catalog's detectors find in a case. */
  public static List<Finding> examine(Case patient) {
    return examine(patient, Detectors.CATALOG);
  }

  /** What given detectors find in a case, the worst first. */
  public static List<Finding> examine(Case patient, List<Detector> detectors) {
    List<Finding> found = new ArrayList<>();
    detectors.forEach(detector -> found.addAll(detector.examine(patient)));
    found.sort((a, b) -> b.severity().compareTo(a.severity()));
    return found;
  }

  /**
   * What is found in the folder of a run.
   *
   * @throws IllegalArgumentException if it holds no log
   */
  public static List<Finding> examine(Path runFolder) {
    Path file = runFolder.resolve(Run.RUN_FILE);
    return examine(
        new Case(
            RunLogReader.read(runFolder),
            Files.exists(file) ? Optional.of(RunFile.read(file)) : Optional.empty()));
  }

  @Override
  public void on(Event event) {
    events.add(event);
    switch (event) {
      case Event.GradientFlow _, Event.EpochDone _, Event.Validated _, Event.RunEnded _ -> look();
      case Event.RunStarted _,
          Event.Resumed _,
          Event.StepDone _,
          Event.SignalFlow _,
          Event.ConfusionCounted _,
          Event.Checkpointed _,
          Event.Warning _ -> {}
    }
  }

  private void look() {
    Case patient = new Case(new RunHistory(events, false, 0), file);
    for (Finding finding : examine(patient, detectors)) {
      if (known.add(finding.symptom() + " " + finding.layer())) {
        findings.add(finding);
        told.accept(finding);
      }
    }
  }

  /** What was found so far, in the order in which it arose. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }
}
