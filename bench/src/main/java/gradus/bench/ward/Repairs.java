package gradus.bench.ward;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.health.heal.edit.Facts;
import gradus.train.data.DataSplit;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What repairs are worth: each patient, its twin and what a healer made of it are trained with five
 * fresh paired seeds; the repair closes {@code (healed − sick) / (twin − sick)} of the gap on
 * held-out data, where examples that it leaves out count as answered by chance. A healer that
 * touches a healthy run may not make it worse.
 */
final class Repairs {
  private static final long FIRST_SEED = 101;
  private static final int SEEDS = 5;
  private static final double CLOSED = 0.9;
  private static final double HARM = 0.05;

  private final int team;
  private final double budget;
  private final Compiler compiler = new Compiler(Cpu.detect());
  private final TrialStore store;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  /**
   * Keeps trials in a folder, so that what was trained is not trained again.
   *
   * @param team trainings at once
   * @param budget trainings that a healer may spend on a case
   */
  Repairs(Path output, int team, double budget) {
    this.team = team;
    this.budget = budget;
    Certifier.write(output.resolve("README"), "Tables and raw rows of wards.\n");
    this.store = new TrialStore(output.resolve("repairs.jsonl"));
  }

  /**
   * What a healer did to a case.
   *
   * @param truth the case
   * @param touched whether it changed anything
   * @param closed the part of the gap that was closed; NaN for healthy cases and without a twin
   * @param harm what was lost, as a part of what lies between chance and the case (or its twin)
   * @param changes what was changed, a line each
   * @param trainings what it cost
   */
  record Outcome(
      Truth truth,
      boolean touched,
      double closed,
      double harm,
      List<String> changes,
      double trainings) {
    /** As a raw row of {@code outcomes.jsonl}. */
    Map<String, Object> row(String ward, String healer) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("ward", ward);
      row.put("file", truth.file());
      row.put("truth", truth.group());
      row.put("healer", healer);
      row.put("touched", touched);
      row.put("closed", Double.isNaN(closed) ? null : closed);
      row.put("harm", harm);
      row.put("changes", changes);
      row.put("trainings", trainings);
      return row;
    }
  }

  /** The outcomes of a healer for all cases with one fault or none. */
  List<Outcome> of(Ward ward, Healer healer) {
    List<Future<Optional<Outcome>>> work = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(team)) {
      for (Truth truth : ward.truths()) {
        if (!truth.twofold()) {
          work.add(workers.submit(() -> outcome(ward, truth, healer)));
        }
      }
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Optional<Outcome>> one : work) {
        one.get().ifPresent(outcomes::add);
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("repairs: interrupted; run it again to go on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("repairs: a case failed", e.getCause());
    }
  }

  private Optional<Outcome> outcome(Ward ward, Truth truth, Healer healer) {
    RunFile run = ward.run(truth);
    String twin = truth.get("twin");
    if (truth.sick() && twin.isEmpty()) {
      return Optional.empty();
    }
    Healer.Healing healing = healer.heal(run, budget);
    if (healing.run().isEmpty()) {
      return Optional.of(
          new Outcome(
              truth, false, truth.sick() ? 0 : Double.NaN, 0, List.of(), healing.trainings()));
    }
    List<Trial> before = trials(run);
    List<Trial> after = trials(healing.run().get());
    double chance = mean(before, true);
    double old = mean(before, false);
    double kept = kept(run, healing.run().get());
    double now = kept * mean(after, false) + (1 - kept) * chance;
    double well = truth.sick() ? mean(trials(twinOf(ward, twin)), false) : old;
    double gap = Math.max(1e-9, well - chance);
    double closed =
        truth.sick() ? Math.clamp((now - old) / Math.max(1e-9, well - old), -1, 1) : Double.NaN;
    return Optional.of(
        new Outcome(
            truth,
            true,
            closed,
            Math.max(0, (old - now) / gap),
            healing.changes(),
            healing.trainings()));
  }

  /**
   * The part of the held-out examples that a repair still answers: what it leaves out counts as
   * answered by chance, or dropping what is hard would be a cure. Where most examples were held
   * out, what is learned from instead is not left out.
   */
  private static double kept(RunFile before, RunFile after) {
    if (before.data().equals(after.data())) {
      return 1;
    }
    DataSplit old = before.data().load().split();
    DataSplit now = after.data().load().split();
    boolean most = before.data().cuts().validation() > Facts.MOST_HELD_OUT;
    int learned = most ? Math.max(0, now.train().size() - old.train().size()) : 0;
    return Math.min(1, (held(now) + learned) / (double) Math.max(1, held(old)));
  }

  private static int held(DataSplit split) {
    return split.test().size() > 0 ? split.test().size() : split.validation().size();
  }

  private static RunFile twinOf(Ward ward, String twin) {
    return RunFile.read(ward.folder().resolve(twin).normalize());
  }

  private List<Trial> trials(RunFile run) {
    String yaml =
        run.toYaml().replaceFirst("(?m)^seed: .*\n", "").replaceFirst("(?m)^name: .*\n", "");
    String key = Lot.of(yaml).substring(0, 16);
    List<Trial> trials = new ArrayList<>();
    synchronized (locks.computeIfAbsent(key, _ -> new Object())) {
      for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
        Optional<Trial> known = store.get(key, seed);
        if (known.isEmpty()) {
          known = Optional.of(trial(run, seed));
          store.put(key, run.name(), known.get());
        }
        trials.add(known.get());
      }
    }
    return trials;
  }

  /** A repair that the engine refuses is worth nothing. */
  private Trial trial(RunFile run, long seed) {
    try {
      return Trial.run(run, seed, compiler, List.of());
    } catch (IllegalArgumentException refused) {
      return new Trial(seed, 0, 0, true, Double.NaN, Double.NaN, Double.NaN, 0, 0);
    }
  }

  private static double mean(List<Trial> trials, boolean chance) {
    return trials.stream()
        .mapToDouble(trial -> chance ? trial.chance() : trial.score())
        .average()
        .orElse(Double.NaN);
  }

  /** The table of all healers, as Markdown. */
  static List<String> table(Map<String, List<Outcome>> byHealer) {
    List<String> lines = new ArrayList<>();
    Pages.row(
        lines,
        "repair",
        "closes ≥ 90 % of the gap",
        "gap closed (median)",
        "patients harmed",
        "healthy runs touched",
        "healthy runs harmed",
        "edits (median)",
        "trainings (median)");
    Pages.rule(lines, 8);
    byHealer.forEach((name, outcomes) -> lines.add(row(name, outcomes)));
    lines.add("");
    return lines;
  }

  private static String row(String name, List<Outcome> outcomes) {
    List<Outcome> sick = outcomes.stream().filter(o -> o.truth.sick()).toList();
    List<Outcome> well = outcomes.stream().filter(o -> !o.truth.sick()).toList();
    List<String> cells = new ArrayList<>();
    Pages.row(
        cells,
        name,
        count(sick, o -> o.closed >= CLOSED),
        String.format(Locale.ROOT, "%.0f %%", 100 * median(sick, o -> o.closed)),
        count(sick, o -> o.harm > HARM),
        count(well, Outcome::touched),
        count(well, o -> o.harm > HARM),
        String.format(Locale.ROOT, "%.0f", median(sick, o -> o.changes.size())),
        String.format(Locale.ROOT, "%.1f", median(sick, o -> o.trainings)));
    return cells.getFirst();
  }

  private interface Part {
    double of(Outcome outcome);
  }

  private static double median(List<Outcome> outcomes, Part part) {
    List<Double> values = new ArrayList<>(outcomes.stream().map(part::of).toList());
    Collections.sort(values);
    return values.isEmpty() ? Double.NaN : values.get(values.size() / 2);
  }

  private static String count(List<Outcome> outcomes, java.util.function.Predicate<Outcome> hit) {
    return Interval.of((int) outcomes.stream().filter(hit).count(), outcomes.size()).words();
  }
}
