package gradus.bench.ward;

import gradus.health.Symptom;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All trainings that may become cases: healthy nets, look-alikes, and healthy nets with a fault.
 * The truth of each comes from here and from its certificate alone, never from a detector.
 */
public final class Roster {
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final DataFiles files;

  private Roster(Path place) {
    this.files = new DataFiles(place);
  }

  /** All of them; data files are written into the folder {@code data} of a place. */
  static List<Draft> all(Path place) {
    Roster roster = new Roster(place);
    HealthyNets.ALL.forEach(roster::healthy);
    LookAlikes.add(roster);
    FlowFaults.add(roster);
    UnitFaults.add(roster);
    StartFaults.add(roster);
    PaceFaults.add(roster);
    DataFaults.add(roster);
    FitFaults.add(roster);
    TwofoldFaults.add(roster);
    return List.copyOf(roster.drafts.values());
  }

  /** Where arrays go. */
  DataFiles files() {
    return files;
  }

  /** A healthy net as it is. */
  String healthy(Net net) {
    return put(
        new Draft(
            net.name(), net.sheet().yaml(), "plain", Optional.empty(), List.of(), "", "", "", ""));
  }

  /** A healthy training of its own; gives its name. */
  String healthy(String name, Sheet sheet) {
    return put(new Draft(name, sheet.yaml(), "plain", Optional.empty(), List.of(), "", "", "", ""));
  }

  /** A training that looks sick and is not. */
  void lookAlike(String operator, int number, Net net, Consumer<Sheet> change) {
    Sheet sheet = net.sheet();
    change.accept(sheet);
    put(
        new Draft(
            operator + "-" + number + "--" + net.name(),
            sheet.yaml(),
            "lookalike",
            Optional.empty(),
            List.of(),
            "",
            operator,
            String.valueOf(number),
            ""));
  }

  /** What a fault is, besides what it changes. */
  record Fault(Symptom symptom, String operator, List<Symptom> also) {
    static Fault of(Symptom symptom, String operator, Symptom... also) {
      return new Fault(symptom, operator, List.of(also));
    }
  }

  /** A healthy net with a fault, at a layer or "". */
  void sick(Fault fault, int severity, Net net, String layer, Consumer<Sheet> change) {
    sick(fault, severity, healthy(net), net.sheet(), layer, change);
  }

  /** A healthy training with a fault. */
  void sick(
      Fault fault, int severity, String twin, Sheet from, String layer, Consumer<Sheet> change) {
    sick("fault", fault, severity, twin, from, layer, change);
  }

  /** A healthy net with two faults at once. */
  void twofold(Fault fault, Net net, String layer, Consumer<Sheet> change) {
    sick("twofold", fault, 1, healthy(net), net.sheet(), layer, change);
  }

  private void sick(
      String kind,
      Fault fault,
      int severity,
      String twin,
      Sheet from,
      String layer,
      Consumer<Sheet> change) {
    Sheet sheet = from.copy();
    change.accept(sheet);
    put(
        new Draft(
            fault.operator + "-" + severity + "--" + twin,
            sheet.yaml(),
            kind,
            Optional.of(fault.symptom),
            fault.also,
            layer,
            fault.operator,
            String.valueOf(severity),
            twin));
  }

  private String put(Draft draft) {
    Draft known = drafts.putIfAbsent(draft.name(), draft);
    if (known != null && !known.equals(draft)) {
      throw new IllegalStateException("two drafts are called " + draft.name());
    }
    return draft.name();
  }
}
