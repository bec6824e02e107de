package gradus.health;

import gradus.health.detect.Course;
import gradus.health.preflight.Admission;
import gradus.train.Listener;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.log.RunLogReader;
import gradus.train.run.Prepared;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

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
  /** After so many looks at measured steps, looks become rarer: each at a tenth more steps. */
  private static final int CLOSE = 20;

  private static final double RARER = 1.1;

  /** An alarm that arises in mid-training must stand until half as many steps more are done. */
  private static final double STANDS = 1.5;

  /** Steps within which a loss that began too high may come down. */
  private static final long SETTLED = 30;

  private final List<Detector> detectors;
  private final Optional<RunFile> file;
  private final Optional<Intake> intake;
  private final Consumer<Finding> told;
  private final RecentEvents events = new RecentEvents();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Symptom, Severity> known = new EnumMap<>(Symptom.class);
  private final Map<Symptom, Long> since = new EnumMap<>(Symptom.class);
  private int looks;
  private long looked;

  private Doctor(
      List<Detector> detectors,
      Optional<RunFile> file,
      Optional<Intake> intake,
      Consumer<Finding> told) {
    this.detectors = List.copyOf(detectors);
    this.file = file;
    this.intake = intake;
    this.told = told;
  }

  /**
   * A doctor who tells each finding when it arises, and again only if it gets worse; an alarm of
   * mid-training once it has stood for a while. Notes are told too: ask {@link Severity#alarms}.
   */
  public static Doctor telling(Consumer<Finding> told) {
    return new Doctor(Detectors.CATALOG, Optional.empty(), Optional.empty(), told);
  }

  /** With the run file, which tells more than events alone. */
  public Doctor of(RunFile run) {
    return new Doctor(detectors, Optional.of(run), intake, told);
  }

  /**
   * With the run file, the data and the initial weights, which tell most. A network that does not
   * fit its data is left to the training, which says so.
   */
  public Doctor of(Prepared prepared) {
    try {
      return of(prepared, Admission.of(prepared));
    } catch (IllegalArgumentException e) {
      return of(prepared.file());
    }
  }

  /** The same, if data and initial weights were looked at already. */
  public Doctor of(Prepared prepared, Intake seen) {
    return new Doctor(detectors, Optional.of(prepared.file()), Optional.of(seen), told);
  }

  /** With these detectors in place of those of the catalog. */
  public Doctor asking(List<Detector> others) {
    return new Doctor(others, file, intake, told);
  }

  /** With detectors of one's own, asked after these. */
  public Doctor and(Detector... more) {
    List<Detector> all = new ArrayList<>(detectors);
    all.addAll(List.of(more));
    return new Doctor(all, file, intake, told);
  }

  /** What the catalog's detectors find in a case. */
  public static List<Finding> examine(Case patient) {
    return examine(patient, Detectors.CATALOG);
  }

  /** What given detectors find in a case: causes first, what follows from them as notes. */
  public static List<Finding> examine(Case patient, List<Detector> detectors) {
    List<Finding> found = new ArrayList<>();
    detectors.forEach(detector -> found.addAll(detector.examine(patient)));
    return Consequences.ordered(found);
  }

  /**
   * What is found in the folder of a run: by its log and, if its run file can still be prepared, by
   * its data. What is not finite is traced to its origin, by training again from the last
   * checkpoint.
   *
   * @throws IllegalArgumentException if it holds no log
   */
  public static List<Finding> examine(Path runFolder) {
    return examine(patient(runFolder), runFolder);
  }

  /** The same of a case that was read or put together already. */
  public static List<Finding> examine(Case patient, Path runFolder) {
    return Origin.traced(examine(patient), runFolder);
  }

  /** The case of the folder of a run. */
  public static Case patient(Path runFolder) {
    Path yaml = runFolder.resolve(Run.RUN_FILE);
    RunHistory history = RunLogReader.read(runFolder);
    if (!Files.exists(yaml)) {
      return new Case(history, Optional.empty());
    }
    RunFile file = RunFile.read(yaml);
    return new Case(history, Optional.of(file), intake(file));
  }

  /** Nothing if the data are no longer there. */
  private static Optional<Intake> intake(RunFile file) {
    try {
      return Optional.of(Admission.of(Prepared.of(file)));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void on(Event event) {
    events.add(event);
    switch (event) {
      case Event.GradientFlow e -> look(e.step());
      case Event.EpochDone e -> look(e.step());
      case Event.Validated e -> look(e.step());
      case Event.RunEnded _ -> look(Long.MAX_VALUE, found -> true);
      case Event.RunStarted _,
          Event.Resumed _,
          Event.StepDone _,
          Event.SignalFlow _,
          Event.ConfusionCounted _,
          Event.Checkpointed _,
          Event.Warning _ -> {}
    }
  }

  private void look(long step) {
    if (looks++ < CLOSE || step >= RARER * looked) {
      looked = step;
      look(step, found -> stands(found, step));
    }
  }

  private void look(long step, Predicate<Finding> certain) {
    List<Finding> found = verdict();
    Set<Symptom> alarms = EnumSet.noneOf(Symptom.class);
    for (Finding finding : found) {
      if (finding.severity().alarms()) {
        alarms.add(finding.symptom());
        since.putIfAbsent(finding.symptom(), step);
      }
    }
    since.keySet().retainAll(alarms);
    for (Finding finding : found) {
      Severity before = known.get(finding.symptom());
      boolean worse = before == null || finding.severity().compareTo(before) > 0;
      if (worse && (!finding.severity().alarms() || certain.test(finding))) {
        known.put(finding.symptom(), finding.severity());
        findings.add(finding);
        told.accept(finding);
      }
    }
  }

  /**
   * Whether an alarm is told now: what is there at the first step, and what is not finite, at once;
   * what arises later, once it has stood for a while and the training loss does not fall, since a
   * slow beginner may catch up. At the end nothing is held back.
   */
  private boolean stands(Finding finding, long step) {
    long first = since.get(finding.symptom());
    boolean stood = step >= STANDS * first;
    return switch (finding.symptom()) {
      case NON_FINITE -> true;
      case OVERFITTING -> stood;
      // A large gradient at the start may settle within a few steps.
      case EXPLODING -> stood && step >= SETTLED && !falling();
      default -> first <= 1 || stood && !falling();
    };
  }

  private boolean falling() {
    return Course.of(new Case(new RunHistory(events.all(), false, 0), file, intake)).falling();
  }

  /** What this doctor saw of data and initial weights; empty if nothing. */
  public Optional<Intake> intake() {
    return intake;
  }

  /** What was found so far, in the order in which it arose. */
  public List<Finding> findings() {
    return List.copyOf(findings);
  }

  /** What is found now, causes first. */
  public List<Finding> verdict() {
    return examine(new Case(new RunHistory(events.all(), false, 0), file, intake), detectors);
  }
}
