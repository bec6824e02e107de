package gradus.health.why;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.health.Decades;
import gradus.train.Engine;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which suspects are to blame for a gradient that vanishes or explodes, and for a loss that does not
 * fall: every set of suspects is undone, the same first batches are measured again, and what is won
 * is shared out by {@link Shapley}. The same run file gives the same numbers.
 *
 * @param decades the decades by which the gradient shrinks (or below zero grows) as the run stands
 * @param loss the loss after some steps as the run stands
 * @param blameless what is left of the decades with all suspects undone
 * @param lossWithout the loss after the same steps with all suspects undone
 * @param causes the suspects that won something, the one that won most first
 * @param acquitted the suspects that won nothing
 */
public record Why(
    double decades,
    double loss,
    double blameless,
    double lossWithout,
    List<Cause> causes,
    List<Suspect> acquitted) {
  /** After how many steps losses are compared. */
  public static final int STEPS = 20;

  private static final double WON_DECADES = 0.3;
  private static final double WON_LOSS = 0.1;
  private static final double MOST = 45;
  private static final int PLAYERS = 4;

  /** Keeps immutable copies. */
  public Why {
    causes = List.copyOf(causes);
    acquitted = List.copyOf(acquitted);
  }

  /**
   * What undoing a suspect wins, shared fairly.
   *
   * @param decades of the gradient, nearer to no change
   * @param loss in powers of ten of the loss after some steps
   * @param decadesAlone the decades that undoing it alone wins
   */
  public record Cause(Suspect suspect, double decades, double loss, double decadesAlone) {}

  private record Seen(double decades, double loss) {}

  /** The causes of a run. */
  public static Why of(RunFile run) {
    Laboratory laboratory = new Laboratory(run);
    List<Suspect> suspects = laboratory.suspects();
    double[] decades =
        Shapley.shares(suspects.size(), set -> -off(laboratory.seen(of(suspects, set))));
    double[] losses =
        Shapley.shares(suspects.size(), set -> -laboratory.seen(of(suspects, set)).loss);
    Seen now = laboratory.seen(List.of());
    Seen without = laboratory.seen(suspects);
    List<Cause> causes = new ArrayList<>();
    List<Suspect> acquitted = new ArrayList<>();
    for (int i = 0; i < suspects.size(); i++) {
      if (decades[i] >= WON_DECADES || losses[i] >= WON_LOSS) {
        double alone = off(now) - off(laboratory.seen(List.of(suspects.get(i))));
        causes.add(new Cause(suspects.get(i), decades[i], losses[i], alone));
      } else {
        acquitted.add(suspects.get(i));
      }
    }
    causes.sort(Comparator.comparingDouble((Cause c) -> c.decades + c.loss).reversed());
    return new Why(
        now.decades,
        Math.pow(10, now.loss),
        without.decades,
        Math.pow(10, without.loss),
        causes,
        acquitted);
  }

  private static double off(Seen seen) {
    return Math.abs(seen.decades);
  }

  private static List<Suspect> of(List<Suspect> suspects, int set) {
    List<Suspect> chosen = new ArrayList<>();
    for (int i = 0; i < suspects.size(); i++) {
      if ((set >> i & 1) == 1) {
        chosen.add(suspects.get(i));
      }
    }
    return chosen;
  }

  /** Runs a run file without some suspects, each set once. */
  private static final class Laboratory {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RunFile run;
    private final Compiler compiler = new Compiler(Cpu.detect());
    private final Map<List<Suspect>, Seen> known = new HashMap<>();
    private double factor = 0.1;

    Laboratory(RunFile run) {
      this.run = run;
      double slower = seen(List.of(Suspect.RATE)).loss;
      known.clear();
      factor = 10;
      if (slower <= seen(List.of(Suspect.RATE)).loss) {
        known.clear();
        factor = 0.1;
      }
    }

    /** Those that change the run file, at most four: the rate always, the others first. */
    List<Suspect> suspects() {
      List<Suspect> found = new ArrayList<>();
      for (Suspect suspect : Suspect.values()) {
        boolean changes =
            suspect == Suspect.RATE || !edited(List.of(suspect)).toTree().equals(run.toTree());
        if (changes) {
          found.add(suspect);
        }
      }
      while (found.size() > PLAYERS) {
        found.remove(Suspect.NORMALIZATION);
        if (found.size() > PLAYERS) {
          found.removeLast();
        }
      }
      return found;
    }

    private RunFile edited(List<Suspect> without) {
      Map<String, Object> tree = copy(run.toTree());
      without.forEach(suspect -> suspect.undo(tree));
      RunFile changed = RunFile.parse(JSON.writeValueAsString(tree), "why", List.of());
      return without.contains(Suspect.RATE) ? slowed(changed) : changed;
    }

    private RunFile slowed(RunFile file) {
      return new RunFile(
          file.name(),
          file.seed(),
          file.data(),
          file.model(),
          file.loss(),
          file.optimizer().withRate(file.optimizer().rate() * factor),
          file.schedule(),
          file.clip(),
          file.penalties(),
          file.groups(),
          file.metrics(),
          file.train(),
          file.init(),
          file.health(),
          file.output());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> copy(Map<String, Object> tree) {
      return JSON.readValue(JSON.writeValueAsString(tree), Map.class);
    }

    Seen seen(List<Suspect> without) {
      return known.computeIfAbsent(without, this::measure);
    }

    private Seen measure(List<Suspect> without) {
      Prepared prepared = Prepared.of(edited(without));
      prepared.trainer().compiler(compiler);
      Batches batches = prepared.trainer().batches(prepared.split());
      try (Engine engine = prepared.trainer().engine(prepared.split())) {
        double rate = engine.recipe().updates().optimizer().rate();
        double decades = Double.NaN;
        double loss = Double.NaN;
        for (int step = 1; step <= STEPS; step++) {
          int at = (step - 1) % batches.stepsPerEpoch();
          Batch batch = batches.at((step - 1) / batches.stepsPerEpoch(), at);
          Engine.Outcome outcome = engine.train(batch, step, step - 1L, rate, true, step == 1);
          decades = step == 1 ? Decades.of(outcome.signals()).total() : decades;
          loss = outcome.loss();
        }
        double bounded = Double.isNaN(decades) ? MOST : Math.clamp(decades, -MOST, MOST);
        double power = loss > 0 ? Math.log10(loss) : loss <= 0 ? -6 : MOST;
        return new Seen(bounded, Math.clamp(power, -6, MOST));
      }
    }
  }
}
