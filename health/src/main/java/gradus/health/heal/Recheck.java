package gradus.health.heal;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.core.ir.Data;
import gradus.health.heal.trial.Judge;
import gradus.health.heal.trial.Laboratory;
import gradus.health.heal.trial.PairedInterval;
import gradus.health.heal.trial.Trial;
import gradus.train.checkpoint.SafeTensors;
import gradus.train.run.RunFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the trials of a certificate again and says what differs. */
public final class Recheck {
  private Recheck() {}

  /**
   * What differs from the certificate; nothing if all numbers are the same to the bit.
   *
   * @param threads of a step; 0 for what the run file says
   */
  public static List<String> of(Certificate certificate, int threads) {
    List<String> differences = new ArrayList<>();
    check(differences, certificate, "before", certificate.before());
    check(differences, certificate, "after", certificate.after());
    if (!differences.isEmpty()) {
      return differences;
    }
    RunFile before = certificate.runBefore();
    RunFile after = certificate.runAfter();
    Laboratory laboratory = new Laboratory(before, new Compiler(Cpu.detect()), threads);
    String hash = laboratory.split().train().hash();
    if (!hash.equals(certificate.dataHash())) {
      return List.of("data: got the hash " + hash + ", certified is " + certificate.dataHash());
    }
    Beginning beginning =
        certificate.beginnings().isEmpty()
            ? new SameStart(laboratory, before)
            : stored(certificate, before, differences);
    Judge judge = Judge.between(laboratory, before, after);
    Runs runs = new Runs(laboratory, beginning, before, after);
    List<Pair> again = new ArrayList<>();
    for (Pair pair : certificate.pairs()) {
      Pair got = runs.again(pair.seed(), certificate.steps(), judge);
      compare(differences, "", pair, got);
      again.add(got);
    }
    differences.addAll(interval(certificate, Gains.of(again, judge.chance())));
    certificate
        .end()
        .ifPresent(
            look -> {
              Judge answers = Judge.ofAnswers(laboratory);
              Pair got = runs.again(look.pair().seed(), look.steps(), answers);
              compare(differences, " at the end", look.pair(), got);
            });
    return differences;
  }

  /** The two runs that were compared. */
  private record Runs(Laboratory laboratory, Beginning beginning, RunFile before, RunFile after) {
    Pair again(long seed, long steps, Judge judge) {
      return new Pair(seed, again(before, seed, steps, judge), again(after, seed, steps, judge));
    }

    private double again(RunFile run, long seed, long steps, Judge judge) {
      long paced = laboratory.paced(run, steps);
      Trial trial = laboratory.trial(run, seed, beginning.values(run, List.of(), seed));
      double measured = judge.of(trial.to(paced), paced);
      trial.close();
      return measured;
    }
  }

  /** What differs from the certified interval; one of too few pairs is endless. */
  private static List<String> interval(Certificate certificate, List<Double> gains) {
    PairedInterval got = PairedInterval.moderated(gains);
    boolean healed = certificate.verdict().equals(Verdict.HEALED.word());
    boolean bounded = Double.isFinite(certificate.low()) || Double.isFinite(certificate.high());
    boolean same = got.low() == certificate.low() && got.high() == certificate.high();
    return same || !healed && !bounded
        ? List.of()
        : List.of(
            "interval: got "
                + got.low()
                + " to "
                + got.high()
                + ", certified is "
                + certificate.low()
                + " to "
                + certificate.high());
  }

  private static void compare(List<String> differences, String when, Pair certified, Pair got) {
    compare(differences, certified.seed(), "before" + when, certified.before(), got.before());
    compare(differences, certified.seed(), "after" + when, certified.after(), got.after());
  }

  private static void compare(
      List<String> differences, long seed, String side, double certified, double got) {
    if (Double.doubleToLongBits(certified) != Double.doubleToLongBits(got)) {
      differences.add("seed " + seed + " " + side + ": got " + got + ", certified is " + certified);
    }
  }

  private static void check(
      List<String> differences, Certificate certificate, String name, String text) {
    String hash = Hashes.of(text);
    if (!hash.equals(certificate.hashes().get(name))) {
      differences.add(
          "run file '"
              + name
              + "': got the hash "
              + hash
              + ", certified is "
              + certificate.hashes().get(name));
    }
  }

  private static Beginning stored(
      Certificate certificate, RunFile before, List<String> differences) {
    Map<String, Map<String, Data>> values = new LinkedHashMap<>();
    certificate
        .beginnings()
        .forEach(
            (side, name) -> {
              Path file = Path.of(name);
              values.put(side, SafeTensors.read(file).values());
              String hash = Hashes.of(file);
              if (!hash.equals(certificate.hashes().get(side + "_values"))) {
                differences.add(file + ": got the hash " + hash + ", another one is certified");
              }
            });
    return (run, _, _) -> values.get(run.equals(before) ? "before" : "after");
  }
}
