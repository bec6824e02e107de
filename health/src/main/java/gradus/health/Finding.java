package gradus.health;

import java.util.List;

/**
 * What a detector found.
 *
 * @param symptom what is wrong
 * @param severity how bad it is
 * @param layer the path of the layer or parameter where it begins; "" if it is about the whole run
 * @param step the step at which the numbers were seen; 0 before the first
 * @param sentence one sentence in plain words, with the numbers
 * @param evidence the numbers
 * @param threshold what the numbers were held against, and where that comes from
 * @param cause the cause that the numbers support
 * @param alternatives causes that cannot be excluded, each with the cheapest test
 * @param remedies names of remedies, the first one first
 * @param formula the formula behind it, as plain text
 */
public record Finding(
    Symptom symptom,
    Severity severity,
    String layer,
    long step,
    String sentence,
    List<Evidence> evidence,
    String threshold,
    String cause,
    List<Alternative> alternatives,
    List<String> remedies,
    String formula) {
  /** Keeps immutable copies. */
  public Finding {
    evidence = List.copyOf(evidence);
    alternatives = List.copyOf(alternatives);
    remedies = List.copyOf(remedies);
  }

  /** A number with its name: {@code "gain a layer", 0.236}. */
  public record Evidence(String name, double value) {}

  /** Another cause that would look the same, and the cheapest test that would tell them apart. */
  public record Alternative(String cause, String test) {}

  /** A finding with a sentence; the rest is added by the methods below. */
  public static Finding of(
      Symptom symptom, Severity severity, String layer, long step, String sentence) {
    return new Finding(
        symptom, severity, layer, step, sentence, List.of(), "", "", List.of(), List.of(), "");
  }

  /** With a number. */
  public Finding with(String name, double value) {
    List<Evidence> more = new java.util.ArrayList<>(evidence);
    more.add(new Evidence(name, value));
    return new Finding(
        symptom,
        severity,
        layer,
        step,
        sentence,
        more,
        threshold,
        cause,
        alternatives,
        remedies,
        formula);
  }

  /** With what the numbers were held against, and where that comes from. */
  public Finding threshold(String words) {
    return new Finding(
        symptom,
        severity,
        layer,
        step,
        sentence,
        evidence,
        words,
        cause,
        alternatives,
        remedies,
        formula);
  }

  /** With the cause that the numbers support. */
  public Finding cause(String words) {
    return new Finding(
        symptom,
        severity,
        layer,
        step,
        sentence,
        evidence,
        threshold,
        words,
        alternatives,
        remedies,
        formula);
  }

  /** With a cause that cannot be excluded, and the cheapest test. */
  public Finding unless(String otherCause, String test) {
    List<Alternative> more = new java.util.ArrayList<>(alternatives);
    more.add(new Alternative(otherCause, test));
    return new Finding(
        symptom, severity, layer, step, sentence, evidence, threshold, cause, more, remedies,
        formula);
  }

  /** With remedies by name, the first one first. */
  public Finding remedies(String... names) {
    return new Finding(
        symptom,
        severity,
        layer,
        step,
        sentence,
        evidence,
        threshold,
        cause,
        alternatives,
        List.of(names),
        formula);
  }

  /** With the formula behind it. */
  public Finding formula(String text) {
    return new Finding(
        symptom,
        severity,
        layer,
        step,
        sentence,
        evidence,
        threshold,
        cause,
        alternatives,
        remedies,
        text);
  }
}
