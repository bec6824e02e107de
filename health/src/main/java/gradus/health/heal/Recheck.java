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
    List<Pair> again = new ArrayList<>();
    for (Pair pair : certificate.pairs()) {
      double without = again(laboratory, beginning, judge, before, certificate, pair.seed());
      double with = again(laboratory, beginning, judge, after, certificate, pair.seed());
      compare(differences, pair.seed(), "before", pair.before(), without);
      compare(differences, pair.seed(), "after", pair.after(), with);
      again.add(new Pair(pair.seed(), without, with));
    }
    differences.addAll(interval(certificate, Gains.of(again, judge.chance())));
    return differences;
  }

  private static double again(
      Laboratory laboratory,
      Beginning beginning,
      Judge judge,
      RunFile run,
      Certificate certificate,
      long seed) {
    long steps = laboratory.paced(run, certificate.steps());
    Trial trial = laboratory.trial(run, seed, beginning.values(run, List.of(), seed));
    double measured = judge.of(trial.to(steps), steps);
    trial.close();
    return measured;
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
