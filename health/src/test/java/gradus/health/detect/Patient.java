package gradus.health.detect;

import gradus.core.compile.Compiler;
import gradus.core.cpu.Cpu;
import gradus.health.Case;
import gradus.health.Doctor;
import gradus.health.Finding;
import gradus.health.Intake;
import gradus.health.preflight.Admission;
import gradus.train.log.EndReason;
import gradus.train.log.Event;
import gradus.train.log.RunHistory;
import gradus.train.run.Prepared;
import gradus.train.run.RunFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A small training of which one thing after another can be changed, and its case. */
final class Patient {
  private static final Compiler COMPILER = new Compiler(Cpu.detect());

  private final Map<String, String> settings = new LinkedHashMap<>();

  private Patient(String set, String model) {
    settings.put("data", "{set: " + set + ", validation: 0.2}");
    settings.put("model", "[" + model + "]");
    settings.put("loss", "cross_entropy");
    settings.put("optimizer", "{adam: {rate: 3e-3}}");
    settings.put("metrics", "[accuracy]");
    settings.put("train", "{epochs: 12, batch: 8}");
    settings.put("health", "{every: 5}");
  }

  /** Wine by hidden layers of 16. */
  static Patient wine(int depth, String dense) {
    return new Patient("wine", hidden(depth, dense) + "{dense: 3}");
  }

  /** Wine by a model of its own. */
  static Patient wine(String model) {
    return new Patient("wine", model);
  }

  /** Digits, read row by row. */
  static Patient rows(String model) {
    return new Patient("digits, limit: 600", "{reshape: [8, 8]}, " + model + ", {dense: 10}")
        .with("train", "{epochs: 10, batch: 16}");
  }

  /** A regression. */
  static Patient diabetes(String model) {
    return new Patient("diabetes", model)
        .with("loss", "mse")
        .with("metrics", "[r2]")
        .with("train", "{epochs: 10, batch: 16}");
  }

  static String hidden(int depth, String settings) {
    return ("{dense: {units: 16, " + settings + "}}, ").repeat(depth);
  }

  Patient with(String setting, String value) {
    settings.put(setting, value);
    return this;
  }

  Patient rate(String optimizer, double rate) {
    return with("optimizer", "{" + optimizer + ": {rate: " + rate + "}}");
  }

  Prepared prepared() {
    StringBuilder yaml = new StringBuilder();
    settings.forEach((name, value) -> yaml.append(name).append(": ").append(value).append('\n'));
    Prepared prepared = Prepared.of(RunFile.parse(yaml.toString(), "patient", List.of()));
    prepared.trainer().compiler(COMPILER).threads(1);
    return prepared;
  }

  /** What is found at the end, causes first. */
  List<Finding> trained() {
    return Doctor.examine(patient());
  }

  /** What is found if somebody stops the training after a step. */
  List<Finding> interruptedAfter(long step) {
    return Doctor.examine(patient(step));
  }

  /** The case at the end of the training. */
  Case patient() {
    return patient(Long.MAX_VALUE);
  }

  private Case patient(long step) {
    Prepared prepared = prepared();
    Intake intake = Admission.of(prepared);
    List<Event> events = new ArrayList<>();
    prepared.trainer().listen(events::add).fit(prepared.split());
    if (step < Long.MAX_VALUE) {
      events.removeIf(event -> event.step() > step || event instanceof Event.RunEnded);
      events.add(
          new Event.RunEnded(step, EndReason.INTERRUPTED, 0, 1, "", OptionalDouble.empty(), 0, ""));
    }
    return new Case(
        new RunHistory(events, false, 0), Optional.of(prepared.file()), Optional.of(intake));
  }
}
