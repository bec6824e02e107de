package gradus.health.heal;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.ir.Data;
import gradus.core.shape.ShapeException;
import gradus.health.Detector;
import gradus.health.Detectors;
import gradus.health.Finding;
import gradus.health.Severity;
import gradus.health.Symptom;
import gradus.health.heal.edit.Draft;
import gradus.health.heal.edit.Remedy;
import gradus.health.heal.remedy.OddSettings;
import gradus.health.heal.remedy.Remedies;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.Trial;
import gradus.train.data.DataException;
import gradus.train.run.Run;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Heals a run, or proves that it could not.
 *
 * <pre>{@code
 * Healed healed = Healing.of(RunFile.read(Path.of("sick.yaml"))).budget(3).heal();
 * healed.verdict();      // HEALED
 * healed.after();        // the run file with the edits
 * healed.trainings();    // what it cost
 * }</pre>
 *
 * <p>A change is accepted only if, from the same beginning, with the same order of the data and
 * over three or more seeds, the alarm is gone, the held-out measure is better by a paired interval
 * that excludes zero, and no new alarm has come. Where nothing alarms, a run that has not begun is
 * looked through for settings that are rarely meant and for what the doctor noted; if to undo them
 * is proved to help by more than a little, that is done, else the run is left alone. It prints
 * nothing, and the same run gives the same result.
 */
public final class Healing {
  /** A healing from the beginning needs about this many trainings. */
  private static final double ENOUGH = 1;

  private final RunFile file;
  private final Optional<Path> folder;
  private double budget = 3;
  private int seeds = 3;
  private int threads;
  private Compiler compiler;
  private List<Detector> detectors = Detectors.CATALOG;
  private List<Remedy> remedies = Remedies.CATALOG;

  private Healing(RunFile file, Optional<Path> folder) {
    this.file = file;
    this.folder = folder;
  }

  /** Of a run that has not begun. */
  public static Healing of(RunFile file) {
    return new Healing(file, Optional.empty());
  }

  /**
   * Of a run in its folder: trials begin with what it has learned, if that is kept there and
   * finite.
   *
   * @throws IllegalArgumentException if the folder is not that of a run
   */
  public static Healing of(Path runFolder) {
    return new Healing(Run.open(runFolder).file(), Optional.of(runFolder));
  }

  /** What it may cost, in whole trainings of the run; 3 unless said. */
  public Healing budget(double trainings) {
    if (!(trainings > 0)) {
      throw new IllegalArgumentException("budget: got " + trainings + "; must be above 0");
    }
    this.budget = trainings;
    return this;
  }

  /** How many paired seeds a proof has at the least; 3 unless said. */
  public Healing seeds(int count) {
    if (count < 3) {
      throw new IllegalArgumentException("seeds: got " + count + "; must be 3 or more");
    }
    this.seeds = count;
    return this;
  }

  /** Computing threads; what the run file says unless given. They do not change the result. */
  public Healing threads(int count) {
    this.threads = count;
    return this;
  }

  /** The compiler; sharing one between healings shares warm loops. */
  public Healing compiler(Compiler shared) {
    this.compiler = shared;
    return this;
  }

  /** Who says what is wrong; the catalog unless given. */
  public Healing detectors(List<Detector> asked) {
    this.detectors = List.copyOf(asked);
    return this;
  }

  /** What may be tried; the catalog unless given. */
  public Healing remedies(List<Remedy> known) {
    this.remedies = List.copyOf(known);
    return this;
  }

  /**
   * Diagnoses, tries and proves.
   *
   * @throws gradus.train.data.DataException if the data cannot be read
   */
  public Healed heal() {
    Compiler used = compiler == null ? new Compiler(Cpu.detect()) : compiler;
    Laboratory laboratory = new Laboratory(file, used, threads);
    Map<String, Data> learned = folder.map(laboratory::learned).orElse(Map.of());
    Beginning beginning =
        learned.isEmpty()
            ? new SameStart(laboratory, file)
            : new Operated(laboratory, file, learned);
    Draft unchanged = Draft.of(file);
    Diagnosis diagnosis = diagnosed(laboratory, laboratory.trial(file, file.seed(), learned));
    boolean silent = diagnosis.alarms().isEmpty();
    Plan plan = new Plan(known(!learned.isEmpty()), laboratory, file);
    List<Finding> odd = new ArrayList<>();
    if (silent && learned.isEmpty()) {
      odd.addAll(OddSettings.of(unchanged, laboratory));
      odd.addAll(plan.undoable(unchanged, diagnosis.notes(detectors)));
    }
    if (silent && odd.isEmpty()) {
      return healthy(laboratory, unchanged, odd, List.of());
    }
    laboratory.saw(diagnosis.trial());
    Comparison comparison =
        new Comparison(laboratory, detectors, beginning, unchanged, diagnosis, budget);
    List<Attempt> attempts = new ArrayList<>();
    Treatment treatment = new Treatment(comparison, attempts, plan, seeds);
    Proof best =
        silent ? treatment.ofOdd(unchanged, odd) : treatment.of(unchanged, diagnosis.alarms());
    boolean healed = best != null && best.evidence().proves();
    if (silent && !healed) {
      return healthy(laboratory, unchanged, odd, attempts);
    }
    if (!healed && !learned.isEmpty() && comparison.left() > ENOUGH) {
      return anew(used, comparison.left(), attempts, laboratory);
    }
    return result(
        laboratory,
        healed ? Verdict.HEALED : Verdict.NOT_HEALED,
        silent ? odd : diagnosis.alarms(),
        healed ? best.candidate().draft() : unchanged,
        best,
        attempts,
        beginnings(beginning, unchanged, best));
  }

  private Healed healthy(
      Laboratory laboratory, Draft unchanged, List<Finding> odd, List<Attempt> attempts) {
    return result(laboratory, Verdict.HEALTHY, odd, unchanged, null, attempts, Map.of());
  }

  /** What was learned cannot be saved; perhaps the run can, from its beginning. */
  private Healed anew(Compiler used, double left, List<Attempt> attempts, Laboratory spent) {
    Healed anew =
        of(file)
            .budget(left)
            .seeds(seeds)
            .threads(threads)
            .compiler(used)
            .detectors(detectors)
            .remedies(remedies)
            .heal();
    List<Attempt> all = new ArrayList<>(attempts);
    all.addAll(anew.attempts());
    return new Healed(
        anew.verdict(),
        "from the beginning, " + anew.sentence(),
        file,
        anew.after(),
        anew.findings(),
        anew.edits(),
        anew.evidence(),
        all,
        spent.trainings() + anew.trainings(),
        spent.seconds() + anew.seconds(),
        anew.beginnings());
  }

  private List<Remedy> known(boolean surgery) {
    List<Remedy> all = new ArrayList<>(remedies);
    if (surgery) {
      all.addAll(Remedies.SURGERY);
    }
    return all;
  }

  /** A run that cannot begin at all has a misfit. */
  private Diagnosis diagnosed(Laboratory laboratory, Trial trial) {
    try {
      return Diagnosis.of(laboratory, trial, detectors);
    } catch (ShapeException | DataException e) {
      Finding misfit =
          Finding.of(Symptom.MISFIT, Severity.SICK, "", 0, String.valueOf(e.getMessage()))
              .cause("data, model and loss do not belong together")
              .remedies("fit_head_and_loss");
      trial.close();
      long part = Diagnosis.part(laboratory);
      return new Diagnosis(trial, List.of(misfit), part, part);
    }
  }

  /** The learned values with which the runs were compared; none if they began anew. */
  private static Map<String, Map<String, Data>> beginnings(
      Beginning beginning, Draft unchanged, Proof proof) {
    if (proof == null || !(beginning instanceof Operated)) {
      return Map.of();
    }
    Draft draft = proof.candidate().draft();
    long seed = unchanged.file().seed();
    return Map.of(
        "before", beginning.values(unchanged.file(), List.of(), seed),
        "after", beginning.values(draft.file(), draft.operations(), seed));
  }

  private Healed result(
      Laboratory laboratory,
      Verdict verdict,
      List<Finding> findings,
      Draft after,
      Proof proof,
      List<Attempt> attempts,
      Map<String, Map<String, Data>> beginnings) {
    return new Healed(
        verdict,
        Sentences.of(
            verdict,
            findings,
            after.edits(),
            proof == null ? null : proof.evidence(),
            laboratory.lends(file.data())),
        file,
        after.file(),
        findings,
        after.edits(),
        Optional.ofNullable(proof).map(Proof::evidence),
        attempts,
        laboratory.trainings(),
        laboratory.seconds(),
        beginnings);
  }
}
