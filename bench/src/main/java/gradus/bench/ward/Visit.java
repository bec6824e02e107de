package gradus.bench.ward;

import gradus.health.Finding;
import gradus.health.Symptom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One case that was trained once while physicians watched.
 *
 * @param truth what is true of it
 * @param seed the seed it was trained with
 * @param steps updates that were done
 * @param planned updates that were to be done
 * @param damage the step from which the harm can be seen without a physician: the crash, a loss
 *     three times the first one, or the end
 * @param reason why the training ended, or what failed
 * @param failed whether it failed otherwise than by numbers; counts as a miss
 * @param seconds the time it took
 * @param opinions what each physician said, by its name
 */
record Visit(
    Truth truth,
    long seed,
    long steps,
    long planned,
    long damage,
    String reason,
    boolean failed,
    double seconds,
    Map<String, Opinion> opinions) {

  /**
   * A finding that was told.
   *
   * @param finding what
   * @param step when it was told; 0 before the first step
   * @param distance layers between it and the true place; empty if one of them is unknown
   */
  record Sighting(Finding finding, long step, OptionalInt distance) {}

  /**
   * All that a physician said.
   *
   * @param told findings as they arose
   * @param ranked the alarms at the end, the most important first
   */
  record Opinion(List<Sighting> told, List<Sighting> ranked) {
    /** The step of the first alarm; empty without one. */
    Optional<Long> alarm() {
      return told.stream()
          .filter(s -> s.finding().severity().alarms())
          .map(Sighting::step)
          .min(Long::compare);
    }

    /** Whether there was something to say, but no alarm. */
    boolean abstained() {
      return alarm().isEmpty() && !told.isEmpty();
    }

    /** Whether the first alarm names a symptom. */
    boolean first(List<Symptom> right) {
      return !ranked.isEmpty() && right.contains(ranked.getFirst().finding().symptom());
    }

    /** Whether some alarm names a symptom. */
    boolean within(List<Symptom> right) {
      return ranked.stream().anyMatch(s -> right.contains(s.finding().symptom()));
    }

    /** Where the fault is said to be: by the first alarm of the right class, else the first. */
    OptionalInt distance(List<Symptom> right) {
      return ranked.stream()
          .filter(s -> right.contains(s.finding().symptom()))
          .findFirst()
          .or(() -> ranked.stream().findFirst())
          .map(Sighting::distance)
          .orElse(OptionalInt.empty());
    }

    /** The alarms in words; those that were taken back if there are no others. */
    String words() {
      if (!ranked.isEmpty()) {
        return words(ranked);
      }
      List<Sighting> alarms = told.stream().filter(s -> s.finding().severity().alarms()).toList();
      return alarms.isEmpty() ? "nothing" : "told and taken back: " + words(alarms);
    }

    private static String words(List<Sighting> sightings) {
      return String.join(
          ", ",
          sightings.stream()
              .limit(4)
              .map(s -> s.finding().symptom().word() + at(s.finding().layer()))
              .toList());
    }

    private static String at(String layer) {
      return layer.isEmpty() ? "" : " at " + layer;
    }
  }

  /** The symptom alone, as the truth says. */
  List<Symptom> strict() {
    return truth.symptom().map(List::of).orElse(List.of());
  }

  /** The symptom, and those that the same fault makes besides. */
  List<Symptom> lenient() {
    List<Symptom> all = new java.util.ArrayList<>(strict());
    all.addAll(truth.also());
    return all;
  }

  /** As a row of raw results. */
  Map<String, Object> row(String ward) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ward", ward);
    row.put("file", truth.file());
    row.put("truth", truth.group());
    row.put("layer", truth.layer());
    row.put("kind", truth.get("kind"));
    row.put("seed", seed);
    row.put("steps", steps);
    row.put("planned", planned);
    row.put("damage", damage);
    row.put("end", reason);
    row.put("seconds", Math.round(1e3 * seconds) / 1e3);
    Map<String, Object> all = new LinkedHashMap<>();
    opinions.forEach(
        (name, opinion) ->
            all.put(
                name,
                Map.of(
                    "told", opinion.told.stream().map(Visit::row).toList(),
                    "ranked", opinion.ranked.stream().map(Visit::row).toList())));
    row.put("physicians", all);
    return row;
  }

  private static Map<String, Object> row(Sighting sighting) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("symptom", sighting.finding().symptom().word());
    row.put("severity", sighting.finding().severity().word());
    row.put("layer", sighting.finding().layer());
    row.put("step", sighting.step());
    row.put("distance", sighting.distance().isPresent() ? sighting.distance().getAsInt() : null);
    return row;
  }
}
