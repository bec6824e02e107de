package gradus.health.heal;

import gradus.health.Finding;
import gradus.health.heal.trial.PairedInterval;
import gradus.train.log.Event;
import gradus.train.run.RunFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What speaks for a change.
 *
 * @param measure what is compared on held-out examples: {@code loss}, {@code error} or {@code rmse}
 * @param chance the measure of the best constant answer, as which all that is worse counts
 * @param steps after how many updates the runs are compared
 * @param wholeSteps the updates of a whole training
 * @param pairs the measure with and without, one pair a seed
 * @param interval of {@code log((before + c) / (after + c))}, c a tenth of the constant answer's
 *     measure, with 95 % confidence; above 0 is better
 * @param remaining alarms that the changed runs still raise; must be empty
 * @param others alarms of the run as it came, other than the first one, that have stayed
 * @param end the last look at the first pair; empty if none was needed
 * @param before what happened without, with the first seed, and its scores on held-out examples
 * @param after the same with
 * @param changed the run with the edits
 * @param dataHash the hash of the training examples
 */
public record Evidence(
    String measure,
    double chance,
    long steps,
    long wholeSteps,
    List<Pair> pairs,
    PairedInterval interval,
    List<Finding> remaining,
    List<Finding> others,
    Optional<LastLook> end,
    List<Event> before,
    List<Event> after,
    RunFile changed,
    String dataHash) {
  /** Keeps copies. */
  public Evidence {
    pairs = List.copyOf(pairs);
    remaining = List.copyOf(remaining);
    others = List.copyOf(others);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** What was used, name to version. */
  public Map<String, String> versions() {
    return before.stream()
        .filter(event -> event instanceof Event.RunStarted)
        .map(event -> ((Event.RunStarted) event).versions())
        .findFirst()
        .orElse(Map.of());
  }

  /** The same with alarms that came later. */
  Evidence with(List<Finding> alarms, List<Event> events) {
    return with(alarms, others, end, before, events);
  }

  /** The same with a last look, and what happened up to there if what was won is gone by then. */
  Evidence with(LastLook look, List<Event> without, List<Event> with) {
    return look.better()
        ? with(remaining, others, Optional.of(look), before, after)
        : with(remaining, others, Optional.of(look), without, with);
  }

  private Evidence with(
      List<Finding> alarms,
      List<Finding> stayed,
      Optional<LastLook> look,
      List<Event> without,
      List<Event> with) {
    return new Evidence(
        measure,
        chance,
        steps,
        wholeSteps,
        pairs,
        interval,
        alarms,
        stayed,
        look,
        without,
        with,
        changed,
        dataHash);
  }

  /**
   * The same, but where it is better beyond chance and all alarms that remain were there before: it
   * is proof that the first of those is cured, though others have stayed.
   */
  Evidence beside(List<Finding> before) {
    boolean old = remaining.stream().allMatch(alarm -> isOther(alarm, before));
    return old && interval.isAbove() ? with(List.of(), remaining, end, this.before, after) : this;
  }

  private static boolean isOther(Finding alarm, List<Finding> before) {
    return alarm.symptom() != before.getFirst().symptom()
        && before.stream()
            .anyMatch(old -> old.symptom() == alarm.symptom() && old.layer().equals(alarm.layer()));
  }

  /** Whether it is proof: better beyond chance, no alarm, and still better in the end. */
  public boolean proves() {
    return interval.isAbove() && remaining.isEmpty() && !fleeting();
  }

  /** Whether the first changed run answers no better in the end. */
  public boolean fleeting() {
    return end.isPresent() && !end.get().better();
  }
}
