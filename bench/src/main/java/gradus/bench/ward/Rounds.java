package gradus.bench.ward;

import gradus.bench.ward.Visit.Opinion;
import gradus.bench.ward.Visit.Sighting;
import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.health.Finding;
import gradus.train.Listener;
import gradus.train.Result;
import gradus.train.Trainer;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Trains each case of a ward once, with the seed of its run file, while physicians watch. */
public final class Rounds {
  private static final double DAMAGE = 3;

  private final List<Physician> physicians;
  private final int team;
  private final long shift;
  private final Compiler compiler = new Compiler(Cpu.detect());

  /**
   * With physicians.
   *
   * @param team trainings at once, with a thread each
   * @param shift what is added to the seeds of run files
   */
  Rounds(List<Physician> physicians, int team, long shift) {
    this.physicians = List.copyOf(physicians);
    this.team = team;
    this.shift = shift;
  }

  /** All cases of a ward, in order; each is told when it is done. */
  List<Visit> visit(Ward ward, Consumer<Visit> told) {
    List<Visit> visits = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(team)) {
      List<Future<Visit>> work = new ArrayList<>();
      for (Truth truth : ward.truths()) {
        work.add(workers.submit(() -> visit(ward, truth)));
      }
      for (Future<Visit> one : work) {
        Visit visit = one.get();
        told.accept(visit);
        visits.add(visit);
      }
      return visits;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("wards: interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IllegalArgumentException wrong
          ? wrong
          : new IllegalStateException("wards: a case failed", e.getCause());
    }
  }

  private Visit visit(Ward ward, Truth truth) {
    RunFile file = ward.run(truth);
    Prepared prepared = Prepared.of(file);
    LayerOrder order = LayerOrder.of(file.model(), prepared.split().train().shape());
    long begin = System.nanoTime();
    Timeline timeline = new Timeline();
    Map<String, Attendance> attendances = new LinkedHashMap<>();
    for (Physician physician : physicians) {
      attendances.put(physician.name(), new Attendance(physician, prepared, truth, order));
    }
    Trainer trainer =
        prepared.trainer().seed(file.seed() + shift).threads(1).compiler(compiler).listen(timeline);
    attendances.values().forEach(trainer::listen);
    String reason;
    boolean failed = false;
    try {
      Result result = trainer.fit(prepared.split());
      reason = result.reason().word();
    } catch (RuntimeException e) {
      reason = e.toString();
      failed = true;
    }
    Map<String, Opinion> opinions = new LinkedHashMap<>();
    attendances.forEach((name, attendance) -> opinions.put(name, attendance.opinion()));
    return new Visit(
        truth,
        file.seed() + shift,
        timeline.last,
        planned(prepared, file),
        timeline.damage < 0 ? timeline.last : timeline.damage,
        reason,
        failed,
        (System.nanoTime() - begin) / 1e9,
        opinions);
  }

  private static long planned(Prepared prepared, RunFile file) {
    long epoch =
        Math.max(
            1,
            Math.ceilDiv(prepared.split().train().size(), file.train().batch())
                / file.train().accumulate());
    long all = file.train().epochs() * epoch;
    return file.train().steps() > 0
        ? all > 0 ? Math.min(all, file.train().steps()) : file.train().steps()
        : all;
  }

  /** When what happened, without any physician. */
  private static final class Timeline implements Listener {
    private double first = Double.NaN;
    private long damage = -1;
    private long last;

    @Override
    public void on(Event event) {
      last = Math.max(last, event.step());
      double loss = event instanceof Event.StepDone step ? step.loss() : Double.NaN;
      first = Double.isNaN(first) ? loss : first;
      boolean crashed = event instanceof Event.RunEnded end && end.reason() == EndReason.NOT_FINITE;
      if (damage < 0 && (crashed || (first > 0 && loss > DAMAGE * first))) {
        damage = event.step();
      }
    }
  }

  /** One physician at one training. A physician that fails says nothing more. */
  private static final class Attendance implements Listener {
    private final Physician.Watch watch;
    private final Truth truth;
    private final LayerOrder order;
    private final List<Sighting> told = new ArrayList<>();
    private final List<Finding> before;
    private int seen;
    private RuntimeException failure;

    Attendance(Physician physician, Prepared prepared, Truth truth, LayerOrder order) {
      this.truth = truth;
      this.order = order;
      this.before = physician.before(prepared);
      this.watch = physician.watch(prepared);
      before.forEach(finding -> told.add(sighting(finding, 0)));
    }

    @Override
    public void on(Event event) {
      if (failure != null) {
        return;
      }
      try {
        watch.on(event);
      } catch (RuntimeException e) {
        failure = e;
      }
      List<Finding> all = watch.told();
      for (; seen < all.size(); seen++) {
        told.add(sighting(all.get(seen), event.step()));
      }
    }

    private Sighting sighting(Finding finding, long step) {
      return new Sighting(finding, step, order.distance(truth.layer(), finding.layer()));
    }

    /** The verdict at the end; then what was said before and is no longer part of it. */
    Opinion opinion() {
      List<Finding> all = new ArrayList<>(failure == null ? watch.diagnosis() : List.of());
      List<Finding> earlier = new ArrayList<>(before);
      earlier.addAll(watch.told());
      earlier.sort(Comparator.comparing(Finding::severity).reversed());
      earlier.stream().filter(finding -> !known(all, finding)).forEach(all::add);
      List<Sighting> ranked =
          all.stream()
              .filter(finding -> finding.severity().alarms())
              .map(finding -> sighting(finding, finding.step()))
              .toList();
      return new Opinion(List.copyOf(told), ranked);
    }

    private static boolean known(List<Finding> all, Finding finding) {
      return all.stream().anyMatch(other -> other.symptom() == finding.symptom());
    }
  }
}
